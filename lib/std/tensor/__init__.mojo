"""Tensors: owned arrays of numbers with a shape, worked on in vectors and on every core."""

from std.tensor.operations import TensorLike
from std.tensor.tensor import Tensor
from std.tensor.view import TensorView
