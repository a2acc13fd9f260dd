import unittest

from peers import competitors
from peers.figures import Measurement, Ratio, Results
from peers.report import markdown, number, problems, table, target_table, times
from peers.suite import TABLES
from peers.targets import verdicts

QUADRATIC, MNIST = TABLES["quadratic"], TABLES["mnist"]


def results(*measurements):
    found = Results()
    for workload, competitor, *samples in measurements:
        found.add(Measurement(workload.name, 1, competitor, samples))
    return found


class TargetsTest(unittest.TestCase):
    def met(self, found):
        return {verdict.target: verdict.met for verdict in verdicts(found)}

    def test_the_fastest_peer_counts(self):
        found = results((QUADRATIC, "jvm", 10.0), (QUADRATIC, "jax-scan", 29.0), (QUADRATIC, "torch-eager", 150.0))
        met = self.met(found)
        self.assertFalse(met["jvm at least 3 times as fast as the fastest peer"])
        self.assertTrue(met["jvm at least 15 times as fast as PyTorch eager"])

    def test_exactly_the_limit_meets_it(self):
        found = results((MNIST, "jvm", 3000.0), (MNIST, "torch-compile", 2000.0))
        self.assertTrue(self.met(found)["DCGAN mnist: jvm within 1.5 times the fastest peer"])

    def test_the_yardsticks_are_no_peers(self):
        self.assertEqual(self.met(results((QUADRATIC, "jvm", 10.0), (QUADRATIC, "hand-written", 9.0))), {
            "jvm within 1.15 times the hand-written step": True
        })

    def test_nothing_is_said_without_figures(self):
        self.assertEqual(verdicts(results((QUADRATIC, "jvm", 10.0))), [])

    def test_by_how_much_one_is_missed(self):
        found = results((QUADRATIC, "jvm", 10.0), (QUADRATIC, "torch-eager", 75.0))
        self.assertIn("| 7.50 × as fast | missed by a factor of 2.00 |", target_table(found))


class ReportTest(unittest.TestCase):
    def test_numbers_have_three_digits(self):
        self.assertEqual([number(v) for v in (9.876, 98.76, 987.6, 98765.4)], ["9.88", "98.8", "988", "98,765"])

    def test_a_ratio_that_does_not_vary_is_said_once(self):
        self.assertEqual(times(Ratio(1, 1, 1)), "1.00")
        self.assertEqual(times(Ratio(12.3, 9.87, 15.1)), "12 (9.87–15)")
        self.assertEqual(times(None), "")

    def test_the_fastest_is_the_first_row_and_images_are_in_milliseconds(self):
        rows = table(results((MNIST, "jvm", 4e4, 4e4), (MNIST, "tf", 2e4, 2e4)), MNIST).splitlines()
        self.assertEqual(rows[0], "| an optimizer step | ms, 1 thread | × jvm | × tf |")
        self.assertEqual(rows[2], "| gan4j, tf | 20 (20–20) | 0.50 | 1.00 |")
        self.assertEqual(rows[3], "| gan4j, jvm | 40 (40–40) | 1.00 | 2.00 |")

    def test_who_is_not_timed_is_named_with_the_reason(self):
        found = results((QUADRATIC, "jvm", 10.0))
        found.add(Measurement(QUADRATIC.name, 1, "jax-jit", problem="not run: no network"))
        self.assertEqual(problems(found), "- JAX, jit per step: not run: no network — dense-b256-w16-d2 (1)")
        self.assertIn("## Not timed", markdown(found, {}, {}))


class CompetitorsTest(unittest.TestCase):
    def test_a_framework_means_all_its_ways(self):
        self.assertEqual([c.name for c in competitors.chosen("jvm,jax")], ["jvm", "jax-jit", "jax-scan", "jax-adjoint"])

    def test_an_unknown_name_is_refused_with_those_there_are(self):
        with self.assertRaisesRegex(ValueError, "nobody is called keras; there are jvm, nd4j"):
            competitors.chosen("jvm,keras")


if __name__ == "__main__":
    unittest.main()
