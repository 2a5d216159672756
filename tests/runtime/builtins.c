// The compiler's helper functions against known values.
#include "rt.h"
#define BITS(type, value) __builtin_bit_cast(type, value)
typedef _Float16 f16;
double fmod(double, double);
float fmodf(float, float);
double fma(double, double, double);
float fmaf(float, float, float);
double floor(double), ceil(double), round(double), roundeven(double), trunc(double);
static volatile double zero = 0;
static int failed;
static void expect(int ok, const char *name) {
  if (ok) return;
  failed = 1;
  i64 n = 0;
  while (name[n]) n++;
  rt_print(name, n);
  rt_print("\n", 1);
}
#define CHECK(x) expect(x, #x)
static volatile i128 big = (i128)1 << 100;
static volatile i128 three = 3, minus = -7;
static volatile float half_source;
i32 rt_main(void) {
  CHECK(big / three == (((i128)1 << 100) - 1) / 3);
  CHECK(big % three == 1);
  CHECK(minus / three == -2 && minus % three == -1);
  CHECK((u128)-1 / (u128)big == 268435455);
  i128 q = big * 5 + 17;
  CHECK(q / big == 5 && q % big == 17);
  i128 r;
  CHECK(__builtin_mul_overflow((i128)big, (i128)big, &r));
  CHECK(!__builtin_mul_overflow((i128)big, (i128)minus, &r));
  CHECK((double)big == 1267650600228229401496703205376.0);
  CHECK((double)(big + 1) == 1267650600228229401496703205376.0);
  CHECK((float)-big == -1267650600228229401496703205376.0f);
  CHECK((i128)(double)big == big);
  half_source = 1.0f / 3;
  CHECK(BITS(u16, (f16)half_source) == 0x3555);
  half_source = 65520;
  CHECK(BITS(u16, (f16)half_source) == 0x7c00);
  half_source = 65519;
  CHECK(BITS(u16, (f16)half_source) == 0x7bff);
  half_source = 5.9604645e-08f;
  CHECK(BITS(u16, (f16)half_source) == 1);
  half_source = 2.0e-08f;
  CHECK(BITS(u16, (f16)half_source) == 0);
  for (u32 i = 0; i < 0x7c01; i++) {
    f16 h = BITS(f16, (u16)i);
    volatile float wide = (float)h;
    CHECK(BITS(u16, (f16)wide) == i);
  }
  CHECK(fmod(7.5, 2) == 1.5 && fmod(-7.5, 2) == -1.5 && fmod(1e300, 7) == 1.0);
  CHECK(fmod(1e300, 1e-300) == 0x1.4f722a6f79f9cp-998 && fmod(-123456789.125, 0.3) == -0x1.0000009cfbc1cp-3);
  CHECK(fmod(5e-324, 3e-323) == 5e-324 && fmod(1, zero) != fmod(1, zero));
  CHECK(fmodf(10.5f, 3) == 1.5f);
  CHECK(fma(0x1.0000001p0, 0x1.0000001p0, -0x1.0000002p0) == 0x1p-56);
  CHECK(fma(3, 4, 5) == 17 && fma(1e308, 10, -1e308) == 1.0 / zero);
  CHECK(fma(2, 3, -6) == 0 && fma(0x1p-1000, 0x1p-60, 0x1p-1074) == 0x1p-1060 + 0x1p-1074);
  CHECK(fma(1, 1, 0x1p-200) == 1 && fma(-1, 1, 0x1p-200) == -1 && fma(1, 0x1p52, 0.5) == 0x1p52);
  CHECK(fmaf(0x1.0002p0f, 0x1.0002p0f, -0x1.0004p0f) == 0x1p-30f);
  CHECK(floor(-0.5) == -1 && ceil(0.2) == 1 && trunc(-2.7) == -2 && round(2.5) == 3 && round(-2.5) == -3);
  CHECK(roundeven(2.5) == 2 && roundeven(3.5) == 4 && roundeven(-2.5) == -2 && round(0.49999999999999994) == 0);
  rt_print(failed ? "failed\n" : "ok\n", failed ? 7 : 3);
  return 0;
}
