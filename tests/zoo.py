"""Architectures that people bring, tiny and with random weights, each with an input of its kind.

``python tests/zoo.py`` (``make zoo``) explains all of them and writes docs/zoo.md.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import torch
from text_models import CLASSES, IDS, WORDS, hugging, made
from torch import Tensor, nn

import igviz
from igviz.models.outputs import output_tensor

BART: dict[str, Any] = {
    "encoder_layers": 1, "decoder_layers": 1, "encoder_attention_heads": 2,
    "decoder_attention_heads": 2, "encoder_ffn_dim": 24, "decoder_ffn_dim": 24,
    "decoder_start_token_id": 3, "forced_eos_token_id": None,
}  # fmt: skip
GROUPED: dict[str, Any] = {"num_key_value_heads": 2, "head_dim": 8}


class Kept(NamedTuple):
    """A model, what it is given, and the call that says what its score is."""

    build: Callable[[], nn.Module]
    source: Callable[[], Any]
    call: Callable[[nn.Module, Any], Tensor]


def ids() -> list[int]:
    return list(IDS)


def of_ids(model: Any, source: Any) -> Tensor:
    return output_tensor(model(torch.tensor([source])))


def both() -> dict[str, Tensor]:
    return {"input_ids": torch.tensor([IDS]), "decoder_input_ids": torch.tensor([[3, 5, 6]])}


def by_name(model: Any, source: Any) -> Tensor:
    return output_tensor(model(**source))


def picture(side: int) -> Callable[[], Tensor]:
    def make() -> Tensor:
        return torch.rand(3, side, side, generator=torch.Generator().manual_seed(0))

    return make


def of_picture(model: Any, source: Any) -> Tensor:
    return output_tensor(model(source[None]))


def text(name: str, **config: Any) -> Kept:
    return Kept(lambda: hugging(name, **config), ids, of_ids)


def writer(name: str, **config: Any) -> Kept:
    return Kept(lambda: hugging(name, **config), both, by_name)


def seen(name: str, side: int = 32, **config: Any) -> Kept:
    small = {"image_size": side, "patch_size": 8, "num_channels": 3, **config}
    return Kept(lambda: hugging(name, **small), picture(side), of_picture)


def torchvision(name: str, side: int = 64, **how: Any) -> Kept:
    def build() -> nn.Module:
        import torchvision_shim

        maker = getattr(torchvision_shim.torchvision.models, name)
        return made(lambda: maker(weights=None, num_classes=5, **how), stretch=1.0)

    return Kept(build, picture(side), of_picture)


def timm(name: str, side: int = 64, **how: Any) -> Kept:
    def build() -> nn.Module:
        import timm as library
        import torchvision_shim  # noqa: F401

        return made(lambda: library.create_model(name, num_classes=5, **how), stretch=1.0)

    return Kept(build, picture(side), of_picture)


ZOO: dict[str, Kept] = {
    "BERT": text("BertForSequenceClassification"),
    "RoBERTa": text("RobertaForSequenceClassification"),
    "DistilBERT": text("DistilBertForSequenceClassification"),
    "ALBERT": text("AlbertForSequenceClassification", embedding_size=8),
    "ELECTRA": text("ElectraForSequenceClassification", embedding_size=8),
    "DeBERTa v2": text("DebertaV2ForSequenceClassification"),
    "MPNet": text("MPNetForSequenceClassification"),
    "XLNet": text("XLNetForSequenceClassification", d_inner=24),
    "Funnel": text("FunnelForSequenceClassification", block_sizes=[1, 1], d_head=8, d_inner=24),
    "Longformer": text("LongformerForSequenceClassification", attention_window=[4, 4]),
    "BigBird": text("BigBirdForSequenceClassification", attention_type="original_full"),
    "Nystromformer": text("NystromformerForSequenceClassification"),
    "ConvBERT": text("ConvBertForSequenceClassification", embedding_size=16),
    "MobileBERT": text("MobileBertForSequenceClassification", embedding_size=8,
                       intra_bottleneck_size=16, true_hidden_size=16),
    "SqueezeBERT": text("SqueezeBertForSequenceClassification", embedding_size=16),
    "FNet": text("FNetForSequenceClassification"),
    "BERT tagger": text("BertForTokenClassification"),
    "BERT masked": text("BertForMaskedLM"),
    "BERT reader": text("BertForQuestionAnswering"),
    "GPT-2": text("GPT2LMHeadModel"),
    "GPT-Neo": text("GPTNeoForCausalLM", attention_types=[[["global", "local"], 1]]),
    "GPT-NeoX": text("GPTNeoXForCausalLM"),
    "OPT": text("OPTForCausalLM", ffn_dim=24, word_embed_proj_dim=16),
    "Bloom": text("BloomForCausalLM"),
    "Llama": text("LlamaForCausalLM", **GROUPED),
    "Mistral": text("MistralForCausalLM", **GROUPED),
    "Qwen2": text("Qwen2ForCausalLM", **GROUPED),
    "Gemma 2": text("Gemma2ForCausalLM", **GROUPED),
    "Phi": text("PhiForCausalLM"),
    "Mamba": text("MambaForCausalLM", state_size=4),
    "T5 encoder": text("T5EncoderModel"),
    "BART classifier": text("BartForSequenceClassification", **BART),
    "BART": writer("BartForConditionalGeneration", **BART),
    "T5": writer("T5ForConditionalGeneration", decoder_start_token_id=0),
    "Marian": writer("MarianMTModel", **BART),
    "ViT": seen("ViTForImageClassification"),
    "DeiT": seen("DeiTForImageClassification"),
    "BEiT": seen("BeitForImageClassification"),
    "ConvNeXt, transformers": seen("ConvNextForImageClassification", 64, patch_size=4,
                                   depths=[1, 1, 1, 1], hidden_sizes=[8, 8, 16, 16]),
    "ResNet, transformers": seen("ResNetForImageClassification", 64, embedding_size=8,
                                 hidden_sizes=[8, 16], depths=[1, 1]),
    "ResNet-18": torchvision("resnet18"),
    "MobileNet v3": torchvision("mobilenet_v3_small"),
    "ShuffleNet": torchvision("shufflenet_v2_x0_5"),
    "MNASNet": torchvision("mnasnet0_5"),
    "ConvNeXt": timm("convnext_atto"),
    "EfficientNet": timm("efficientnet_b0"),
    "Swin": timm("swin_tiny_patch4_window7_224", img_size=56, side=56, embed_dim=24,
                 depths=(1, 1), num_heads=(2, 2)),
    "ResNeXt": timm("resnext26ts"),
}  # fmt: skip


def explained(kept: Kept, model: nn.Module) -> tuple[igviz.Explanation, float]:
    """The explanation by default, and the same score by the model's own call.

    Raises
    ------
    IgvizError
        The model is not explained; it says why.
    """
    source = kept.source()
    with torch.no_grad():
        raw = kept.call(model, source)
    states = raw.ndim == 3 and kept.call is of_ids and raw.shape[2] not in (2, CLASSES, WORDS)
    target: Any = (0, 0) if states else None
    explanation = igviz.explain(model, source, target=target, progress=False)
    assert isinstance(explanation, igviz.Explanation)
    chosen = explanation.target
    assert isinstance(chosen, (int, tuple))
    index = (chosen,) if isinstance(chosen, int) else chosen
    row = raw[0].double()
    if explanation.output == "probability":
        dim = row.ndim - 1
        row = row.sigmoid() if row.shape[dim] == 1 else row.softmax(dim)
    return explanation, float(row[index])


def main() -> None:
    """Explain all, and write what became of it."""
    warnings.simplefilter("ignore")
    lines = [
        "# Models that are explained",
        "",
        "`make zoo` wrote this page: architectures of transformers, torchvision and timm with tiny",
        "configurations and random weights, each explained by default. *Score* says whether it is",
        "that of the model's own call to 1e-4.",
        "",
        "| model | explained | score | gradients | error | notes |",
        "|---|---|---|---|---|---|",
    ]
    for name, kept in ZOO.items():
        try:
            explanation, own = explained(kept, kept.build())
        except igviz.IgvizError as refusal:
            lines.append(f"| {name} | told why not | | | | {refusal} |")
        else:
            certificate = explanation.attribution.certificate
            same = abs(explanation.score - own) <= 1e-4 * max(abs(own), 1e-6)
            error = "" if certificate.error is None else f"{100 * certificate.error:.2g} %"
            notes = " ".join(n for n in explanation.notes if "tokenizer" not in n)
            lines.append(
                f"| {name} | {'yes' if certificate.converged else 'not converged'} | "
                f"{'same' if same else 'NOT THE SAME'} | {certificate.evaluations} | {error} | "
                f"{notes} |"
            )
        print(lines[-1], flush=True)  # noqa: T201
    page = Path(__file__).parents[1] / "docs" / "zoo.md"
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
