import unittest

from peers.figures import Measurement, Results, deviation, quartiles, ratio


def measured(competitor, *samples, workload="w", threads=1):
    return Measurement(workload, threads, competitor, list(samples))


class RatioTest(unittest.TestCase):
    def test_it_is_taken_round_by_round(self):
        slow_in_the_second_round = measured("ours", 2.0, 20.0, 2.0)
        base = measured("theirs", 1.0, 10.0, 1.0)
        found = ratio(slow_in_the_second_round, base)
        self.assertEqual((found.low, found.median, found.high), (2.0, 2.0, 2.0))

    def test_its_spread_is_that_of_the_rounds(self):
        found = ratio(measured("ours", 1, 2, 3, 4, 5), measured("theirs", 1, 1, 1, 1, 1))
        self.assertEqual((found.low, found.median, found.high), (2, 3, 4))

    def test_none_without_samples(self):
        self.assertIsNone(ratio(measured("ours"), measured("theirs", 1.0)))

    def test_one_sample_is_its_own_quartiles(self):
        self.assertEqual(quartiles([3.0]), (3.0, 3.0))


class DeviationTest(unittest.TestCase):
    REFERENCE = [[1.0, -2.0], [0.5, 4.0]]

    def test_equal_losses_are_right(self):
        self.assertEqual(deviation(self.REFERENCE, self.REFERENCE), "")

    def test_the_first_losses_may_be_off_by_a_thousandth(self):
        self.assertEqual(deviation([[1.0009, -2.0], [0.5, 4.0]], self.REFERENCE), "")
        said = deviation([[1.0, -2.003], [0.5, 4.0]], self.REFERENCE)
        self.assertEqual(said, "wrong: generator loss -2.003, should be -2")

    def test_the_last_losses_may_be_off_by_a_hundredth(self):
        self.assertEqual(deviation([[1.0, -2.0], [0.504, 4.0]], self.REFERENCE), "")
        said = deviation([[1.0, -2.0], [0.506, 4.0]], self.REFERENCE)
        self.assertEqual(said, "wrong: discriminator loss 0.506, should be 0.5")

    def test_no_number_is_wrong(self):
        self.assertIn("nan", deviation([[float("nan"), -2.0], [0.5, 4.0]], self.REFERENCE))


class ResultsTest(unittest.TestCase):
    def setUp(self):
        self.results = Results()
        for measurement in (
            measured("slow", 3.0, 4.0, 5.0),
            measured("fast", 1.0, 2.0, 9.0),
            measured("fastest on two", 0.5, threads=2),
            measured("elsewhere", 0.1, workload="v"),
            Measurement("w", 1, "wrong", problem="wrong: loss"),
        ):
            self.results.add(measurement)

    def test_the_fastest_by_median_comes_first(self):
        self.assertEqual([m.competitor for m in self.results.timed("w", 1)], ["fast", "slow"])

    def test_the_fastest_of_some(self):
        self.assertEqual(self.results.fastest("w", 1, ["slow", "wrong"]).competitor, "slow")
        self.assertIsNone(self.results.fastest("w", 1, ["wrong"]))

    def test_numbers_of_threads(self):
        self.assertEqual(self.results.threads("w"), [1, 2])


if __name__ == "__main__":
    unittest.main()
