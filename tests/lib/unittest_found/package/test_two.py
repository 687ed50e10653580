import unittest


class Two(unittest.TestCase):
    def test_a(self):
        pass

    def test_b(self):
        self.fail("x")
