# SPDX-License-Identifier: MIT
"""Runs the cases of the file that was started and says TAP, as the programs in C do."""
import sys
import unittest


class _Result(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.count = 0

    def say(self, good, test, note="", lines=""):
        self.count += 1
        name = "/".join(test.id().split(".")[1:])
        print(f"{'ok' if good else 'not ok'} {self.count} /{name}{note}", flush=True)
        for line in lines.splitlines():
            print("# " + line)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.say(True, test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.say(True, test, " # SKIP " + reason)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.say(False, test, lines=self.failures[-1][1])

    def addError(self, test, error):
        super().addError(test, error)
        self.say(False, test, lines=self.errors[-1][1])

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.say(False, test, lines=f"{subtest}\n{self._exc_info_to_string(error, test)}")


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = _Result()
    suite.run(result)
    print(f"1..{result.count}")
    sys.exit(0 if result.wasSuccessful() and result.count else 1)
