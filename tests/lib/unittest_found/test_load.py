import unittest


class Load(unittest.TestCase):
    def test_load(self):
        pass


def load_tests(loader, tests, pattern):
    print("load_tests", tests.countTestCases(), pattern)
    tests.addTest(Load("test_load"))
    return tests
