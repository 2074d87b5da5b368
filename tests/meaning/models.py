"""Models in folders, made for tests. Comes in: a folder. Goes out: the folder with a model2vec model of a few words in it."""


def small_model2vec(folder):
    """Save a real model2vec model whose words are those of one sentence."""
    import numpy as np
    from model2vec import StaticModel
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = ["[UNK]", "[PAD]", "هدنة", "الصيادين", "عاد", "القارب", "إلى", "المرفأ", "خبر", "عاجل"]
    tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    vectors = np.random.default_rng(1).normal(size=(len(words), 8)).astype("float32")
    StaticModel(vectors=vectors, tokenizer=tokenizer).save_pretrained(str(folder))
    return folder
