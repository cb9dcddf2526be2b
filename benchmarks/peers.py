"""The usual ways of this field, by their own packages or from their published parameters.

Usage, as a process of its own: python -m benchmarks.peers bertopic TEXTS.json VECTORS.npy
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

Groups = Sequence[Any]


def bertopic(texts: Sequence[str], vectors: np.ndarray, seed: int) -> Groups:
    """BERTopic's own UMAP and HDBSCAN with its defaults, seeded; -1 is noise."""
    from bertopic import BERTopic
    from bertopic.backend import BaseEmbedder
    from umap import UMAP

    # The defaults of BERTopic, with a seed so that the table can be made again.
    umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    model = BERTopic(embedding_model=BaseEmbedder(), language="multilingual", umap_model=umap)
    found: Groups = model.fit_transform(list(texts), embeddings=vectors)[0]
    return found


def kouchou(texts: Sequence[str], vectors: np.ndarray, seed: int, n_groups: int) -> Groups:
    """Kouchou-AI's way: UMAP to two dimensions, then KMeans, here told the true number.

    Otherwise than there, UMAP is seeded and compares by cosine, not Euclid, the best of ten starts
    of KMeans counts, and clusters are not merged into larger ones.
    """
    from sklearn.cluster import KMeans

    found: Groups = KMeans(n_groups, random_state=seed, n_init=10).fit_predict(flat(vectors, seed))
    return found


def flat(vectors: np.ndarray, seed: int) -> np.ndarray:
    """Two coordinates per text, as for a picture."""
    from umap import UMAP

    found: np.ndarray = UMAP(n_components=2, metric="cosine", random_state=seed).fit_transform(
        vectors
    )
    return found


PACKAGES = ("bertopic", "umap-learn", "hdbscan", "scikit-learn")
PEERS: dict[str, Callable[..., Groups]] = {"bertopic": bertopic, "kouchou": kouchou}


def versions() -> str:
    """The packages the peers run on."""
    return ", ".join(f"{name} {version(name)}" for name in PACKAGES)


def main() -> None:
    """What a script with BERTopic's defaults does with vectors at hand: topics and a picture."""
    texts = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    vectors = np.load(sys.argv[3])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        groups = bertopic(texts, vectors, 42)
        points = flat(vectors, 42)
    print(json.dumps({"topics": len(set(groups)), "points": len(points)}))


if __name__ == "__main__":
    main()
