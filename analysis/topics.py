"""The telling words of each topic: class-based TF-IDF by BERTopic, on finished topics.

The only file that imports BERTopic (ADR 0004). Source: Grootendorst 2022.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.arrays import Labels, Vectors
from analysis.text import Document

Weights = Mapping[str, float]
_WORDS = 30


def telling_words(
    documents: Sequence[Document], vectors: Vectors, topics: Labels
) -> list[dict[str, float]]:
    """Per topic, its most telling lemmas and how telling they are, the most telling first.

    `topics` has a number from 0 for each document, -1 for none; every number occurs.
    """
    rows = [row for row, topic in enumerate(topics) if topic >= 0]
    texts = [" ".join(lemmas(documents[row])) for row in rows]
    n_topics = int(topics.max(initial=-1)) + 1
    if n_topics == 0 or not any(texts):
        return [{} for _ in range(n_topics)]
    model = _manual()
    given = topics[rows]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found, _ = model.fit_transform(texts, embeddings=vectors[rows], y=given)
    number = dict(zip(found, given.tolist(), strict=True))
    words = {number[topic]: _clean(model.get_topic(topic)) for topic in number}
    return [words.get(topic, {}) for topic in range(n_topics)]


def lemmas(document: Document) -> list[str]:
    """The words of a document that carry its subject."""
    return [word.lemma for word in document.words if word.content]


def _clean(words: Any) -> dict[str, float]:
    ranked = sorted(((word, round(float(w), 6)) for word, w in words if word), key=_rank)
    return {word: weight for word, weight in ranked if weight > 0}


def _rank(pair: tuple[str, float]) -> tuple[float, str]:
    return -pair[1], pair[0]


def _manual() -> Any:
    """BERTopic with nothing to do but words: vectors, dimensions and clusters are given."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from bertopic import BERTopic
        from bertopic.backend import BaseEmbedder
        from bertopic.cluster import BaseCluster
        from bertopic.dimensionality import BaseDimensionalityReduction
        from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    return BERTopic(
        embedding_model=BaseEmbedder(),
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=BaseCluster(),
        vectorizer_model=CountVectorizer(analyzer=str.split),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True, bm25_weighting=True),
        top_n_words=_WORDS,
        calculate_probabilities=False,
        verbose=False,
    )
