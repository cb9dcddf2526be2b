"""Tiny models with random weights, saved as real ones are; nothing is downloaded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from model2vec import StaticModel
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split
from tokenizers.processors import TemplateProcessing
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from tests.analysis.corpora import sample_comments

UNKNOWN = "[UNK]"
SPECIAL = ("[PAD]", UNKNOWN, "[CLS]", "[SEP]")
LENGTH = 128


def tokenizer() -> Tokenizer:
    """One that knows each character of the sample meeting."""
    letters = sorted({letter for comment in sample_comments() for letter in comment.text.lower()})
    vocabulary = {token: number for number, token in enumerate((*SPECIAL, *letters))}
    made = Tokenizer(WordLevel(vocabulary, unk_token=UNKNOWN))
    made.pre_tokenizer = Split("", "isolated")
    return made


def save_sentence_model(folder: Path, prompts: dict[str, str] | None = None) -> Path:
    """The folder of a BERT of two layers whose words' mean is the sentence."""
    letters = tokenizer()
    letters.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token"), SPECIAL, strict=True))
    plain = folder.with_name("plain")
    PreTrainedTokenizerFast(
        tokenizer_object=letters, model_max_length=LENGTH, **names
    ).save_pretrained(plain)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=letters.get_vocab_size(),
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=128,
        max_position_embeddings=LENGTH,
    )
    BertModel(config).save_pretrained(plain)
    words = Transformer(str(plain), max_seq_length=LENGTH)
    mean = Pooling(words.get_embedding_dimension())
    SentenceTransformer(modules=[words, mean], prompts=prompts, device="cpu").save(str(folder))
    return folder


def save_token_model(folder: Path) -> Path:
    """The folder of a vector for each character."""
    letters = tokenizer()
    chance = np.random.default_rng(0)
    vectors = chance.normal(size=(letters.get_vocab_size(), 64)).astype(np.float32)
    StaticModel(vectors, letters).save_pretrained(folder)
    return folder
