"""Embedders that tests use. Comes in: texts. Goes out: vectors that say which words of a short list stand in them."""

WORDS = ("صيادون", "مرفأ", "إعصار", "انتخابات")


class Counting:
    """Counts words: enough of an embedder to tell what others do with one."""

    name = "counting 1"
    spread = 0.1

    def __init__(self):
        self.read = []

    def embed(self, texts):
        self.read += texts
        return [[0.1, *(float(text.count(word)) for word in WORDS)] for text in texts]
