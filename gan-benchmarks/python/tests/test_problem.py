import array
import json
import math
import pathlib
import tempfile
import unittest

from peers.problem import draw, write
from peers.suite import CURVES, TABLES
from peers.workloads import Dense, Image, parameter_names, parse


class WorkloadTest(unittest.TestCase):
    def test_a_name_is_enough_to_build_each(self):
        for workload in [*TABLES.values(), *(w for curve in CURVES.values() for w in curve)]:
            self.assertEqual(parse(workload.name), workload)

    def test_an_unknown_name_is_refused(self):
        with self.assertRaisesRegex(ValueError, "no workload is named dense-b1"):
            parse("dense-b1")

    def test_layers_of_a_kind_are_numbered_as_gan4j_does(self):
        names = parameter_names("discriminator", Dense().discriminator())
        self.assertEqual(names[0]["kernel"], "discriminator/dense1/kernel")
        self.assertEqual(names[-1]["bias"], "discriminator/dense4/bias")

    def test_the_experiment_has_the_parameters_of_its_paper(self):
        def count(layers):
            return sum(math.prod(shape) for layer in layers for shape in layer.parameters.values())

        self.assertEqual(count(Dense().generator()), 2 * 16 + 16 + 16 * 16 + 16 + 16 * 2 + 2)
        self.assertEqual(count(Dense().discriminator()), count(Dense().generator()) + 2 + 1)

    def test_images_are_halved_until_a_few_pixels_are_left(self):
        self.assertEqual(Image(size=28).halvings, 2)
        self.assertEqual(Image(size=32).halvings, 3)
        kernels = [layer.parameters["kernel"] for layer in Image(size=32, colours=3).discriminator() if layer.parameters.get("kernel")]
        self.assertEqual(kernels, [(4, 4, 3, 64), (4, 4, 64, 128), (4, 4, 128, 256), (4096, 1)])


class ProblemTest(unittest.TestCase):
    def test_the_same_every_time(self):
        self.assertEqual(draw(Dense(batch=4)), draw(Dense(batch=4)))

    def test_real_samples_lie_on_the_curve(self):
        _, numbers = draw(Dense(batch=50))["real"]
        for x, y in zip(numbers[::2], numbers[1::2]):
            self.assertLess(abs(x), 50)
            self.assertEqual(y, 10 + x * x)

    def test_kernels_are_within_glorots_bounds_and_fill_them(self):
        arrays = draw(Image(batch=1, size=16, colours=3, filters=8))
        shape, numbers = arrays["discriminator/conv2d2/kernel"]
        bound = math.sqrt(6 / (16 * (shape[2] + shape[3])))
        self.assertLessEqual(max(map(abs, numbers)), bound)
        self.assertGreater(max(numbers), 0.9 * bound)

    def test_scales_are_one_and_offsets_and_biases_none(self):
        arrays = draw(Image(batch=1, size=16, colours=3, filters=8))
        self.assertEqual(set(arrays["discriminator/batchNorm1/scale"][1]), {1.0})
        self.assertEqual(set(arrays["discriminator/batchNorm1/offset"][1]), {0.0})
        self.assertEqual(set(arrays["discriminator/conv2d1/bias"][1]), {0.0})

    def test_it_is_written_as_safetensors(self):
        arrays = {"a": ((2, 2), [1.0, 2.0, 3.0, 4.0]), "b": ((1,), [-0.5])}
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "problem.safetensors")
            write(file, arrays)
            content = file.read_bytes()
        length = int.from_bytes(content[:8], "little")
        self.assertEqual(length % 8, 0)
        header = json.loads(content[8 : 8 + length])
        self.assertEqual(header["b"], {"dtype": "F32", "shape": [1], "data_offsets": [16, 20]})
        self.assertEqual(list(array.array("f", content[8 + length :])), [1.0, 2.0, 3.0, 4.0, -0.5])


if __name__ == "__main__":
    unittest.main()
