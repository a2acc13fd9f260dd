import pathlib
import sys
import tempfile
import textwrap
import unittest

from peers.competitors import PEER, Competitor
from peers.environments import Unavailable
from peers.measuring import Bench, Effort
from peers.workloads import Dense

RIGHT = "[[1.0, 2.0], [3.0, 4.0]]"
SERVES = "for line in sys.stdin: print('{\"microseconds\": 5.0, \"steps\": 20}', flush=True)"


class StubbedEnvironments:
    """Workers, and the reference, that are a few lines of Python."""

    def __init__(self, folder, **scripts):
        self._folder, self._scripts = pathlib.Path(folder), scripts

    def command(self, competitor, *arguments):
        script = self._scripts[competitor.name]
        if isinstance(script, Exception):
            raise script
        return [sys.executable, "-c", "import sys\n" + textwrap.dedent(script)]

    def python(self, name):
        stub = self._folder / "reference"
        stub.write_text(f"#!/bin/sh\necho '{{\"losses\": {RIGHT}}}'\n")
        stub.chmod(0o755)
        return str(stub)


def answering(losses, then=SERVES):
    return f"print('{{\"losses\": {losses}, \"versions\": {{\"stub\": \"1\"}}}}', flush=True)\n{then}"


class BenchTest(unittest.TestCase):
    def measured(self, **scripts):
        with tempfile.TemporaryDirectory() as folder:
            rivals = [Competitor(name, name, PEER, "stub", name) for name in scripts]
            bench = Bench(StubbedEnvironments(folder, **scripts), pathlib.Path(folder), lambda text: None)
            found = bench.measure(Dense(batch=2, width=2, depth=1), 1, rivals, Effort(0.0, 3, 0.0))
            return {measurement.competitor: measurement for measurement in found}

    def test_the_warm_up_is_not_counted(self):
        self.assertEqual(self.measured(right=answering(RIGHT))["right"].samples, [5.0] * 3)

    def test_whoever_reaches_other_losses_is_not_timed(self):
        found = self.measured(right=answering(RIGHT), wrong=answering("[[1.0, 2.0], [3.0, 4.1]]"))
        self.assertEqual(found["wrong"].samples, [])
        self.assertEqual(found["wrong"].problem, "wrong: generator loss 4.1, should be 4")
        self.assertEqual(found["right"].samples, [5.0] * 3)

    def test_what_cannot_be_installed_is_said(self):
        found = self.measured(absent=Unavailable("installing stub: no network"))
        self.assertEqual(found["absent"].problem, "not run: installing stub: no network")

    def test_one_that_does_not_start_is_quoted(self):
        found = self.measured(broken="sys.exit('no such device')", right=answering(RIGHT))
        self.assertEqual(found["broken"].problem, "not run: ended: no such device")
        self.assertEqual(found["right"].samples, [5.0] * 3)

    def test_one_that_dies_in_a_later_round_has_no_figures(self):
        dies = "print('{\"microseconds\": 5.0}', flush=True) if sys.stdin.readline() else 0\nsys.stdin.readline()\nsys.exit('out of memory')"
        found = self.measured(dying=answering(RIGHT, dies))
        self.assertEqual((found["dying"].samples, found["dying"].problem), ([], "not run: ended: out of memory"))


if __name__ == "__main__":
    unittest.main()
