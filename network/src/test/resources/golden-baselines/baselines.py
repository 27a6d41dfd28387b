#!/usr/bin/python3
"""Reference values of Table 3's baseline networks, computed with PyTorch alone; FORMAT.md says what each number is.

    python3 baselines.py [FILE]      writes FILE, by default baselines.json beside this script
"""
import json
import math
import sys
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

BITS = (1 << 64) - 1
PERTURBATION = 2e-7
FLOAT32_RUNS = 12


# ---- the networks; modules are registered in the order of the streams -------------------------------------------


def conv(inputs, outputs, kernel, stride=1):
    kernel = (kernel,) * 3 if isinstance(kernel, int) else kernel
    return nn.Conv3d(inputs, outputs, kernel, stride, tuple(k // 2 for k in kernel), bias=False)


def group(**layers):
    return nn.Sequential(OrderedDict(layers))


class Residual(nn.Module):
    """relu(body(x) + shortcut(x)); the body is convN, bnN with a ReLU between the pairs."""

    def __init__(self, inputs, convolutions, stride):
        super().__init__()
        width = inputs
        self.pairs = len(convolutions)
        for n, (outputs, kernel, its_stride) in enumerate(convolutions, 1):
            self.add_module(f"conv{n}", conv(width, outputs, kernel, its_stride))
            self.add_module(f"bn{n}", nn.BatchNorm3d(outputs))
            width = outputs
        self.downsample = None
        if width != inputs or stride != 1:
            self.downsample = group(conv=conv(inputs, width, 1, stride), bn=nn.BatchNorm3d(width))

    def forward(self, x):
        y = x
        for n in range(1, self.pairs + 1):
            y = getattr(self, f"bn{n}")(getattr(self, f"conv{n}")(y))
            y = torch.relu(y) if n < self.pairs else y
        return torch.relu(y + (self.downsample(x) if self.downsample else x))


class DenseLayer(nn.Module):
    """(x, 32 new maps), along the channels."""

    def __init__(self, inputs, growth=32, bottleneck=4):
        super().__init__()
        self.norm1 = nn.BatchNorm3d(inputs)
        self.conv1 = conv(inputs, bottleneck * growth, 1)
        self.norm2 = nn.BatchNorm3d(bottleneck * growth)
        self.conv2 = conv(bottleneck * growth, growth, 3)

    def forward(self, x):
        y = self.conv1(torch.relu(self.norm1(x)))
        return torch.cat([x, self.conv2(torch.relu(self.norm2(y)))], 1)


class Network(nn.Module):
    """Named groups of layers, then global average pooling and a linear layer."""

    def __init__(self, groups, width, classes):
        super().__init__()
        self.groups = nn.Sequential(groups)
        self.head = nn.Linear(width, classes)

    def maps(self, x):
        maps = OrderedDict()
        for name, layers in self.groups.named_children():
            x = maps[name] = layers(x)
        return maps

    def forward(self, x):
        return self.head(list(self.maps(x).values())[-1].mean((2, 3, 4)))


def resnet3d101(inputs, classes):
    groups = OrderedDict(stem=group(
        conv1=conv(inputs, 64, 7, (1, 2, 2)), bn1=nn.BatchNorm3d(64), relu=nn.ReLU(), pool=nn.MaxPool3d(3, 2, 1)))
    width = 64
    for n, (blocks, planes) in enumerate(zip((3, 4, 23, 3), (64, 128, 256, 512)), 1):
        layer = nn.Sequential()
        for b in range(blocks):
            stride = 2 if b == 0 and n > 1 else 1
            body = [(planes, 1, 1), (planes, 3, stride), (4 * planes, 1, 1)]
            layer.append(Residual(width, body, stride))
            width = 4 * planes
        groups[f"layer{n}"] = layer
    return Network(groups, width, classes)


def densenet3d121(inputs, classes):
    groups = OrderedDict(stem=group(
        conv0=conv(inputs, 64, 7, (1, 2, 2)), norm0=nn.BatchNorm3d(64), relu=nn.ReLU(), pool=nn.MaxPool3d(3, 2, 1)))
    width = 64
    for n, layers in enumerate((6, 12, 24, 16), 1):
        groups[f"denseblock{n}"] = group(**{f"denselayer{i + 1}": DenseLayer(width + 32 * i) for i in range(layers)})
        width += 32 * layers
        if n < 4:
            groups[f"transition{n}"] = group(
                norm=nn.BatchNorm3d(width), relu=nn.ReLU(), conv=conv(width, width // 2, 1), pool=nn.AvgPool3d(2, 2))
            width //= 2
    groups["final"] = group(norm5=nn.BatchNorm3d(width), relu=nn.ReLU())
    return Network(groups, width, classes)


def mc3_18(inputs, classes):
    groups = OrderedDict(stem=group(
        conv=conv(inputs, 64, (3, 7, 7), (1, 2, 2)), bn=nn.BatchNorm3d(64), relu=nn.ReLU()))
    width = 64
    for n, planes in enumerate((64, 128, 256, 512), 1):
        layer = nn.Sequential()
        for b in range(2):
            stride = (1, 2, 2) if b == 0 and n > 1 else 1
            kernel = 3 if n == 1 else (1, 3, 3)
            layer.append(Residual(width, [(planes, kernel, stride), (planes, kernel, 1)], stride))
            width = planes
        groups[f"layer{n}"] = layer
    return Network(groups, width, classes)


MODELS = {"resnet3d101": resnet3d101, "densenet3d121": densenet3d121, "mc3_18": mc3_18}


# ---- the generator (golden/FORMAT.md, sections 1 to 3) ----------------------------------------------------------


def u(seed, stream, size):
    i = np.arange(1, size + 1, dtype=np.uint64)
    z = i * np.uint64(0x8CB92BA72F3D8DD7)
    z += np.uint64((seed * 0x9E3779B97F4A7C15 + (stream + 1) * 0xD1B54A32D192ED03) & BITS)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        z ^= z >> np.uint64(shift)
        z *= np.uint64(factor)
    z ^= z >> np.uint64(31)
    return (z >> np.uint64(40)).astype(np.float64) / 16777216.0


def entries(model):
    """(name, tensor) of every parameter and running statistic; the position in this list is the stream."""
    for path, layer in model.named_modules():
        name = path.replace("groups.", "", 1)
        if isinstance(layer, nn.Conv3d):
            yield name, layer.weight
        elif isinstance(layer, nn.BatchNorm3d):
            yield name + ".gamma", layer.weight
            yield name + ".beta", layer.bias
            yield name + ".running_mean", layer.running_mean
            yield name + ".running_var", layer.running_var
        elif isinstance(layer, nn.Linear):
            yield name + ".weight", layer.weight
            yield name + ".bias", layer.bias


def channels_last(tensor):
    """A view of (out, in, kd, kh, kw) as (kd, kh, kw, in, out), of (out, in) as (in, out)."""
    return tensor.permute({5: (2, 3, 4, 1, 0), 2: (1, 0), 1: (0,)}[tensor.dim()])


def value(model, name, tensor, v):
    kind = name.rsplit(".", 1)[1]
    if tensor.dim() > 1:
        fan_in = tensor[0].numel()
        return math.sqrt((3.0 if name == "head.weight" else 6.0) / fan_in) * (2 * v - 1)
    if kind == "gamma":
        return 0.15 + 0.1 * v if model == "resnet3d101" and name.endswith(".bn3.gamma") else 0.75 + 0.5 * v
    return {"bias": 0.2 * v - 0.1, "running_var": 0.6 + 0.8 * v}.get(kind, 0.4 * v - 0.2)


@torch.no_grad()
def network(case, dtype, perturbation=None):
    model = MODELS[case["model"]](case["in"], case["classes"]).to(dtype)
    for stream, (name, tensor) in enumerate(entries(model)):
        values = value(case["model"], name, tensor, u(case["weight_seed"], stream, tensor.numel())).astype(np.float32)
        if perturbation and isinstance(tensor, nn.Parameter):
            values = (values * (1 + PERTURBATION * perturbation.standard_normal(values.size))).astype(np.float32)
        view = channels_last(tensor)
        view.copy_(torch.from_numpy(values).reshape(view.shape))
    return model


def volume(case, dtype):
    b, d, h, w, c = np.indices(case["input_shape_bdhwc"])
    n = case["input_seed"]

    def triangle(m, p):
        return np.abs(2.0 * (m % p) - p) / p * 2 - 1

    noise = 0.5 * (2 * u(n, 1000000, b.size).reshape(b.shape) - 1)
    x = triangle(d * (2 * b + 3) + 5 * c + n, 32) + triangle(h * (b + 1) + w * (b + 2) + 7 * c, 64) + noise
    return torch.from_numpy(x.astype(np.float32)).to(dtype).permute(0, 4, 1, 2, 3)


# ---- the cases --------------------------------------------------------------------------------------------------


@torch.no_grad()
def inference(case):
    model = network(case, torch.float64).eval()
    x = volume(case, torch.float64)
    maps = model.maps(x)
    logits = model(x)
    cam = torch.einsum("kc,bcdhw->bkdhw", model.head.weight, list(maps.values())[-1])
    assert (cam.mean((2, 3, 4)) + model.head.bias - logits).abs().max() < 1e-11
    assert logits.abs().max() < 100
    single = network(case, torch.float32).eval()(volume(case, torch.float32))
    taps = [{"at": name, "shape_dhwc": [*f.shape[2:], f.shape[1]], "mean": f.mean().item(),
             "abs_mean": f.abs().mean().item()} for name, f in maps.items()]
    return {**case, "logits": logits.tolist(), "logits_f32_max_abs_diff": (single - logits).abs().max().item(),
            "taps": taps, "cam_shape_bkdhw": [*cam.shape], "cam": cam.flatten().tolist()}


def summary(stream, tensor):
    flat = channels_last(tensor).detach().double().flatten().numpy()
    signs = 2 * u(99, stream, flat.size) - 1
    return [flat.sum(), np.sqrt(np.dot(flat, flat)), np.dot(flat, signs), *flat[:3]]


def step(case, dtype, perturbation=None):
    model = network(case, dtype, perturbation).train()
    logits = model(volume(case, dtype))
    loss = cross_entropy(logits, torch.tensor(case["labels"]))
    loss.backward()
    grads, running = [], []
    for stream, (name, tensor) in enumerate(entries(model)):
        if isinstance(tensor, nn.Parameter):
            grads.append([name, *summary(stream, tensor.grad)[1:]])
        else:
            running.append([name, *summary(stream, tensor)])
    return {"loss": loss.item(), "logits": logits.tolist(), "grads": grads, "running": running,
            "total_grad_norm": math.sqrt(sum(row[1] ** 2 for row in grads))}


def deviation(run, reference):
    """How far a float32 run is from the reference, by the measures of golden/FORMAT.md, section 5."""
    largest = max(row[1] for row in reference["grads"])
    norm = reference["total_grad_norm"]
    errors = {"loss_abs": abs(run["loss"] - reference["loss"]),
              "logits_abs": np.abs(np.subtract(run["logits"], reference["logits"])).max(),
              "total_grad_norm_rel": abs(run["total_grad_norm"] - norm) / norm}
    for i, column in enumerate(("l2", "dot", "v0", "v1", "v2"), 1):
        errors[column + "_err"] = max(abs(mine[i] - its[i]) / (its[1] + 1e-3 * largest)
                                      for mine, its in zip(run["grads"], reference["grads"]) if i < len(its))
    errors["running_err"] = max(np.abs(np.subtract(mine[1:], its[1:])).max() / its[2]
                                for mine, its in zip(run["running"], reference["running"]))
    return errors


def training(case):
    reference = step(case, torch.float64)
    spread = {}
    for run in range(FLOAT32_RUNS):
        perturbation = np.random.default_rng(run) if run else None
        for name, error in deviation(step(case, torch.float32, perturbation), reference).items():
            spread[name] = max(spread.get(name, 0.0), float(f"{error:.3g}"))
    return {**case, **reference, "float32_spread": spread}


def size(name, inputs, classes):
    params = sum(p.numel() for p in MODELS[name](inputs, classes).parameters())
    return {"model": name, "in": inputs, "classes": classes, "params": params, "mib": params * 4 / 2 ** 20}


def case(model, inputs, classes, weight_seed, input_seed, batch_and_grid, labels=None):
    its = {"model": model, "in": inputs, "classes": classes, "weight_seed": weight_seed, "input_seed": input_seed,
           "input_shape_bdhwc": [*batch_and_grid, inputs]}
    return its if labels is None else {**its, "labels": labels}


SIZES = [("resnet3d101", 3, 3), ("densenet3d121", 3, 2), ("mc3_18", 3, 2), ("mc3_18", 3, 3)]
INFERENCE = [
    case("resnet3d101", 1, 3, 11, 3, (2, 16, 32, 32)),
    case("resnet3d101", 1, 2, 23, 5, (2, 17, 45, 51)),
    case("densenet3d121", 1, 2, 11, 3, (2, 16, 64, 64)),
    case("densenet3d121", 3, 3, 23, 5, (1, 17, 67, 72)),
    case("mc3_18", 1, 2, 11, 3, (2, 8, 32, 32)),
    case("mc3_18", 3, 3, 23, 5, (1, 7, 45, 51)),
]
TRAINING = [
    case("resnet3d101", 3, 3, 11, 3, (2, 17, 45, 51), [1, 2]),
    case("densenet3d121", 1, 2, 11, 3, (2, 17, 66, 68), [1, 0]),
    case("mc3_18", 1, 2, 11, 71, (2, 4, 19, 21), [1, 0]),
]


def rounded(x):
    if isinstance(x, float):
        return float(f"{x:.9g}")
    if isinstance(x, dict):
        return {name: rounded(entry) for name, entry in x.items()}
    return [rounded(entry) for entry in x] if isinstance(x, list) else x


def main():
    torch.set_num_threads(1)
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("baselines.json")
    parts = {"sizes": [size(*which) for which in SIZES]}
    parts["inference"] = [inference(each) for each in INFERENCE]
    parts["training"] = [training(each) for each in TRAINING]
    lines = [f'"{name}": [\n' + ",\n".join(json.dumps(rounded(row), separators=(",", ":")) for row in rows) + "\n]"
             for name, rows in parts.items()]
    lines[:0] = ['"grad_columns": ["name","l2","dot","v0","v1","v2"]',
                 '"running_columns": ["name","sum","l2","dot","v0","v1","v2"]']
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
