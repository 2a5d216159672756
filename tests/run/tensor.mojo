# stage: run
# --- arithmetic, views and reductions, as NumPy has them
from std.tensor import Tensor, TensorView

def main() raises:
    var t = Tensor([[1.0, 2.0, 4.0], [3.0, 0.5, -1.0]])
    print(t.exp())
    print(t.softmax())
    print(t.softmax(axis=0).sum(axis=0))
    print(t > 1.0)
    print((t > 1.0).any(), (t > -2.0).all(), (t == t).all())
    print(t**2.0, 1.0 - t, 2.0 / t)
    print(t.std(axis=1), t.argmin(), t.argmin(axis=0))
    print(t[1, ::2], t[:, ::-1])
    print(t.reshape([3, -1]))
    print(t.transpose().copy().reshape([6]))
    print(abs(t - 2.0).sqrt())
    print((t.transpose()[1, :]).sum(), t[0, :] @ t[1, :])
    print(t.cast[DType.int32]())
    var r = t[0, 1:]
    r[0] = 9.0
    r.fill(7.0)
    print(t, r, r.shape)
    print(Tensor[DType.int64].arange(5) * 3)
    var e = Tensor.zeros([0, 3])
    print(e, e.sum())

# --- numbers as NumPy prints them
def main():
    print(Tensor([1000.0, 0.5]))
    print(Tensor([1000.0, 0.5, 1234.5]))
    print(Tensor([1e-5, 1.0]))
    print(Tensor[DType.float64]([1e9, -2.5e-3]))
    print(Tensor[DType.float64]([1.23456789012345, 0.1]))
    print(Tensor([1e30, 0.0]))
    print(Tensor([0.04201007, 0.1141952, 0.8437947]))
    print(Tensor([100.25, 0.5]))
    print(Tensor([123456.789, 200.0]))
    print(Tensor[DType.float64]([1/3.0, 1e10/3.0]))
    print(Tensor.zeros([2]))
    print(Tensor[DType.float64]([9.999999999e9, 1.0]))

# --- shapes that do not fit end the program
def main():
    print(Tensor.arange(3) + Tensor.arange(4))

# --- matrices of every remainder against the definition
def main():
    var worst: Float32 = 0
    for size in [1, 2, 3, 5, 17, 33, 70, 300]:
        var a = Tensor.random([size, size + 3])
        var b = Tensor.random([size + 3, size + 1])
        var c = a @ b
        for i in range(size):
            for j in range(0, size + 1, 7):
                var sum: Float32 = 0
                for k in range(size + 3):
                    sum += a[i, k] * b[k, j]
                worst = max(worst, abs(sum - c[i, j]) / sum)
    print(worst < 1e-5)
