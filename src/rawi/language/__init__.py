"""What is known of Arabic: pure functions on text. Comes in: strings. Goes out: keys, tokens, sentences, dates, with offsets."""
