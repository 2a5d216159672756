"""Tensors: owned arrays of numbers with a shape, worked on in vectors and on every core."""

from std.tensor.tensor import Tensor
