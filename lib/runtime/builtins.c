// Functions that LLVM calls for operations without an instruction: 128-bit division and conversions, half precision,
// remainders, and rounding on processors that lack it. Names and meanings are those every C compiler uses.
#include "rt.h"

typedef _Float16 f16;
#define BITS(type, value) __builtin_bit_cast(type, value)

// ---- 128-bit integers ---------------------------------------------------------------------------------------------

static u128 divide(u128 a, u128 b, u128 *remainder) {
  if (b == 0) {
    *remainder = a;
    return 0;
  }
  if (b > a) {
    *remainder = a;
    return 0;
  }
  u64 high = (u64)(a >> 64), divisor = (u64)b;
  if ((b >> 64) == 0) {
#if defined(__x86_64__)
    u64 upper = high / divisor, rest = high % divisor, lower;
    __asm__("divq %4" : "=a"(lower), "=d"(rest) : "a"((u64)a), "d"(rest), "r"(divisor) : "cc");
    *remainder = rest;
    return (u128)upper << 64 | lower;
#else
    if (high == 0) {
      *remainder = (u64)a % divisor;
      return (u64)a / divisor;
    }
#endif
  }
  i32 shift = (b >> 64 ? __builtin_clzl((u64)(b >> 64)) : 64 + __builtin_clzl(divisor)) -
              (high ? __builtin_clzl(high) : 64 + __builtin_clzl((u64)a));
  u128 d = b << shift, quotient = 0;
  for (; shift >= 0; shift--) {
    quotient <<= 1;
    if (a >= d) {
      a -= d;
      quotient |= 1;
    }
    d >>= 1;
  }
  *remainder = a;
  return quotient;
}

RT_API u128 __udivti3(u128 a, u128 b) {
  u128 rest;
  return divide(a, b, &rest);
}
RT_API u128 __umodti3(u128 a, u128 b) {
  u128 rest;
  divide(a, b, &rest);
  return rest;
}
RT_API i128 __divti3(i128 a, i128 b) {
  u128 rest;
  u128 q = divide(a < 0 ? -(u128)a : (u128)a, b < 0 ? -(u128)b : (u128)b, &rest);
  return (i128)((a < 0) != (b < 0) ? -q : q);
}
RT_API i128 __modti3(i128 a, i128 b) {
  u128 rest;
  divide(a < 0 ? -(u128)a : (u128)a, b < 0 ? -(u128)b : (u128)b, &rest);
  return (i128)(a < 0 ? -rest : rest);
}
RT_API i128 __multi3(i128 a, i128 b) {
  u64 x = (u64)a, y = (u64)b;
  u64 xl = (u32)x, xh = x >> 32, yl = (u32)y, yh = y >> 32;
  u64 ll = xl * yl, lh = xl * yh, hl = xh * yl, hh = xh * yh;
  u64 middle = (ll >> 32) + (u32)lh + (u32)hl;
  u64 low = (middle << 32) | (u32)ll;
  u64 high = hh + (lh >> 32) + (hl >> 32) + (middle >> 32);
  high += (u64)((u128)a >> 64) * y + x * (u64)((u128)b >> 64);
  return (i128)((u128)high << 64 | low);
}
RT_API i128 __muloti4(i128 a, i128 b, i32 *overflow) {
  i128 result = (i128)((u128)a * (u128)b);
  i128 smallest = (i128)((u128)1 << 127);
  *overflow = 0;
  if (a == 0 || b == 0) return result;
  if ((a == -1 && b == smallest) || (b == -1 && a == smallest)) *overflow = 1;
  else if (a == -1 || b == -1) *overflow = 0;
  else if (__divti3(result, b) != a) *overflow = 1;
  return result;
}

// Rounds a 128-bit magnitude to a float with `mantissa` bits (the hidden one included), half to even.
static inline u64 round_magnitude(u128 value, i32 mantissa, i32 *exponent) {
  i32 top = 127 - (value >> 64 ? __builtin_clzl((u64)(value >> 64)) : 64 + __builtin_clzl((u64)value));
  *exponent = top;
  if (top < mantissa) return (u64)value << (mantissa - 1 - top);
  i32 drop = top - mantissa + 1;
  u64 kept = (u64)(value >> drop);
  u128 rest = value & (((u128)1 << drop) - 1), half = (u128)1 << (drop - 1);
  if (rest > half || (rest == half && (kept & 1))) kept++;
  if (kept >> mantissa) {
    kept >>= 1;
    ++*exponent;
  }
  return kept;
}
static double to_double(u128 value, u64 sign) {
  if (value == 0) return 0;
  i32 exponent;
  u64 kept = round_magnitude(value, 53, &exponent);
  return BITS(double, sign << 63 | (u64)(exponent + 1023) << 52 | (kept & 0xfffffffffffff));
}
static float to_float(u128 value, u32 sign) {
  if (value == 0) return 0;
  i32 exponent;
  u64 kept = round_magnitude(value, 24, &exponent);
  if (exponent > 127) return BITS(float, sign << 31 | 0x7f800000u);
  return BITS(float, sign << 31 | (u32)(exponent + 127) << 23 | ((u32)kept & 0x7fffff));
}
RT_API double __floatuntidf(u128 a) { return to_double(a, 0); }
RT_API float __floatuntisf(u128 a) { return to_float(a, 0); }
RT_API double __floattidf(i128 a) { return a < 0 ? to_double(-(u128)a, 1) : to_double((u128)a, 0); }
RT_API float __floattisf(i128 a) { return a < 0 ? to_float(-(u128)a, 1) : to_float((u128)a, 0); }

static u128 magnitude(double a) {
  u64 bits = BITS(u64, a);
  i32 exponent = (i32)(bits >> 52 & 0x7ff) - 1023;
  u64 mantissa = (bits & 0xfffffffffffff) | 1ul << 52;
  if (exponent < 0) return 0;
  if (exponent >= 128) return ~(u128)0;
  return exponent <= 52 ? (u128)(mantissa >> (52 - exponent)) : (u128)mantissa << (exponent - 52);
}
RT_API i128 __fixdfti(double a) { return (i128)(a < 0 ? -magnitude(a) : magnitude(a)); }
RT_API i128 __fixsfti(float a) { return __fixdfti((double)a); }
RT_API u128 __fixunsdfti(double a) { return a < 0 ? 0 : magnitude(a); }
RT_API u128 __fixunssfti(float a) { return __fixunsdfti((double)a); }

// ---- half precision and bfloat16 ----------------------------------------------------------------------------------

RT_API float __extendhfsf2(f16 a) {
  u16 bits = BITS(u16, a);
  u32 sign = (u32)(bits & 0x8000) << 16, exponent = bits >> 10 & 31, mantissa = bits & 1023;
  if (exponent == 31) return BITS(float, sign | 0x7f800000u | mantissa << 13 | (mantissa ? 0x400000u : 0));
  if (exponent == 0) {
    if (mantissa == 0) return BITS(float, sign);
    u32 shift = (u32)__builtin_clz(mantissa) - 21;
    return BITS(float, sign | (113 - shift) << 23 | ((mantissa << shift & 1023) << 13));
  }
  return BITS(float, sign | (exponent + 112) << 23 | mantissa << 13);
}

// Rounds a double's bits to a 16-bit float of `width` mantissa bits and the given exponent bias, half to even.
static u16 narrow(u64 bits, i32 width, i32 bias) {
  u16 sign = (u16)(bits >> 48 & 0x8000);
  i32 exponent = (i32)(bits >> 52 & 0x7ff) - 1023;
  u64 mantissa = bits & 0xfffffffffffff;
  u16 infinite = (u16)((2 * bias + 1) << width);
  if (exponent == 1024) {
    if (mantissa == 0) return sign | infinite;
    return (u16)(sign | infinite | 1 << (width - 1) | (u16)(mantissa >> (52 - width)));
  }
  if (exponent > bias) return sign | infinite;
  i32 drop = 52 - width;
  i32 stored = exponent + bias;
  mantissa |= 1ul << 52;
  if (stored <= 0) {
    drop += 1 - stored;
    stored = 0;
    if (drop > 54) return sign;
  } else {
    mantissa &= 0xfffffffffffff;
  }
  u64 kept = mantissa >> drop;
  u64 rest = mantissa & ((1ul << drop) - 1), half = 1ul << (drop - 1);
  if (rest > half || (rest == half && (kept & 1))) kept++;
  // A carry out of the mantissa runs into the exponent, as it should.
  return (u16)(sign + (u16)((u64)stored << width) + (u16)kept);
}
RT_API f16 __truncdfhf2(double a) { return BITS(f16, narrow(BITS(u64, a), 10, 15)); }
RT_API f16 __truncsfhf2(float a) { return __truncdfhf2((double)a); }

// A bfloat16 travels in a vector register, like a half.
RT_API f16 __truncdfbf2(double a) { return BITS(f16, narrow(BITS(u64, a), 7, 127)); }
RT_API f16 __truncsfbf2(float a) { return __truncdfbf2((double)a); }

// ---- remainders ---------------------------------------------------------------------------------------------------

RT_API double fmod(double a, double b) {
  u64 x = BITS(u64, a), y = BITS(u64, b) & ~(1ul << 63), sign = x & 1ul << 63;
  x ^= sign;
  if (y == 0 || x >= 0x7fful << 52 || y > 0x7fful << 52) return BITS(double, 0x7ff8000000000000ul);
  if (x < y) return a;
  i32 ex = (i32)(x >> 52), ey = (i32)(y >> 52);
  u64 mx = x & 0xfffffffffffff, my = y & 0xfffffffffffff;
  if (ex) mx |= 1ul << 52;
  else ex = 1;
  if (ey) my |= 1ul << 52;
  else ey = 1;
  // Long division, ten bits at a time while there are that many.
  while (ex > ey) {
    i32 step = ex - ey < 11 ? ex - ey : 11;
    mx = (mx << step) % my;
    ex -= step;
  }
  mx %= my;
  if (mx == 0) return BITS(double, sign);
  i32 shift = __builtin_clzl(mx) - 11;
  if (shift >= ex) {
    mx <<= ex - 1;
    ex = 0;
  } else {
    mx = (mx << shift) & 0xfffffffffffff;
    ex -= shift;
  }
  return BITS(double, sign | (u64)ex << 52 | mx);
}
// Exact: a float's remainder fits a float.
RT_API float fmodf(float a, float b) { return (float)fmod((double)a, (double)b); }

// ---- rounding, for processors without the instructions --------------------------------------------------------------

RT_API double trunc(double a) {
  u64 bits = BITS(u64, a);
  i32 exponent = (i32)(bits >> 52 & 0x7ff) - 1023;
  if (exponent >= 52) return a;
  if (exponent < 0) return BITS(double, bits & 1ul << 63);
  return BITS(double, bits & ~(0xffffffffffffful >> exponent));
}
static double keep_sign(double value, double of) {
  return BITS(double, (BITS(u64, value) & ~(1ul << 63)) | (BITS(u64, of) & 1ul << 63));
}
RT_API double floor(double a) {
  double t = trunc(a);
  return t > a ? keep_sign(t - 1, a) : t;
}
RT_API double ceil(double a) {
  double t = trunc(a);
  return t < a ? keep_sign(t + 1, a) : t;
}
RT_API double round(double a) {
  double t = trunc(a), rest = a - t;
  return rest >= 0.5 ? t + 1 : rest <= -0.5 ? t - 1 : t;
}
RT_API double roundeven(double a) {
  u64 bits = BITS(u64, a) & ~(1ul << 63);
  if (bits >= 0x433ul << 52) return a;
  // Adding 2^52 rounds to an integer in the current mode, which is to even.
  double magnitude = BITS(double, bits);
  volatile double shifted = magnitude + 4503599627370496.0;
  return keep_sign(shifted - 4503599627370496.0, a);
}
RT_API double rint(double a) { return roundeven(a); }
RT_API double nearbyint(double a) { return roundeven(a); }
RT_API float truncf(float a) { return (float)trunc((double)a); }
RT_API float floorf(float a) { return (float)floor((double)a); }
RT_API float ceilf(float a) { return (float)ceil((double)a); }
RT_API float roundf(float a) { return (float)round((double)a); }
RT_API float roundevenf(float a) { return (float)roundeven((double)a); }
RT_API float rintf(float a) { return (float)roundeven((double)a); }
RT_API float nearbyintf(float a) { return (float)roundeven((double)a); }

// ---- fused multiply-add ---------------------------------------------------------------------------------------------

// The product of two doubles is kept exactly in 128 bits and the third number added to it there, with a sticky bit for
// what lies below.
RT_API double fma(double a, double b, double c) {
  u64 x = BITS(u64, a), y = BITS(u64, b), z = BITS(u64, c);
  i32 ex = (i32)(x >> 52 & 0x7ff), ey = (i32)(y >> 52 & 0x7ff), ez = (i32)(z >> 52 & 0x7ff);
  if (ex == 0x7ff || ey == 0x7ff || ez == 0x7ff || a == 0 || b == 0) return a * b + c;
  if (c == 0) {
    // The sum is the product; a zero result of rounding keeps the product's sign.
    z = (x ^ y) & 1ul << 63;
    ez = 0;
  }
  u64 mx = x & 0xfffffffffffff, my = y & 0xfffffffffffff, mz = z & 0xfffffffffffff;
  if (ex) mx |= 1ul << 52;
  else ex = 1;
  if (ey) my |= 1ul << 52;
  else ey = 1;
  if (ez) mz |= 1ul << 52;
  else ez = 1;
  // value = m * 2^(e - 1075); the product counts from 2^(ep).
  u128 p = (u128)mx * my;
  i32 ep = ex + ey - 2150;
  u128 s = mz;
  i32 es = ez - 1075;
  u64 sign_p = (x ^ y) >> 63, sign_s = z >> 63;
  // Both leading bits at place 125, the rest filled with zeros.
  i32 up = (p >> 64 ? __builtin_clzl((u64)(p >> 64)) : 64 + __builtin_clzl((u64)p)) - 2;
  p <<= up;
  ep -= up;
  if (s != 0) {
    up = 64 + __builtin_clzl((u64)s) - 2;
    s <<= up;
    es -= up;
    i32 gap = ep - es;
    u128 *small = gap >= 0 ? &s : &p;
    if (gap < 0) gap = -gap, ep = es;
    if (gap > 127) *small = 1;
    else if (gap > 0) *small = *small >> gap | ((*small & (((u128)1 << gap) - 1)) != 0);
  }
  u128 sum;
  u64 sign = sign_p;
  if (sign_p == sign_s) {
    sum = p + s;
  } else if (p >= s) {
    sum = p - s;
  } else {
    sum = s - p;
    sign = sign_s;
  }
  if (sum == 0) return sign_p == sign_s ? BITS(double, sign << 63) : 0.0;
  i32 top = 127 - (sum >> 64 ? __builtin_clzl((u64)(sum >> 64)) : 64 + __builtin_clzl((u64)sum));
  i32 exponent = top + ep;
  if (exponent > 1023) return BITS(double, sign << 63 | 0x7fful << 52);
  i32 width = exponent >= -1022 ? 53 : 53 - (-1022 - exponent);
  i32 drop = top + 1 - width;
  if (drop > 127) return BITS(double, sign << 63);
  u64 kept;
  if (drop <= 0) {
    kept = (u64)sum << -drop;
  } else {
    kept = (u64)(sum >> drop);
    u128 rest = sum & (((u128)1 << drop) - 1), half = (u128)1 << (drop - 1);
    if (rest > half || (rest == half && (kept & 1))) kept++;
  }
  u64 stored = exponent >= -1022 ? (u64)(exponent + 1022) : 0;
  return BITS(double, (sign << 63) + (stored << 52) + kept);
}

// The product of two floats is exact in a double; the sum is rounded to odd first, so that the second rounding is right.
RT_API float fmaf(float a, float b, float c) {
  double product = (double)a * b, sum = product + c;
  u64 bits = BITS(u64, sum);
  if ((bits >> 52 & 0x7ff) == 0x7ff || (bits & 1)) return (float)sum;
  double back = sum - product, error = (product - (sum - back)) + ((double)c - back);
  if (error != 0) bits += (error > 0) == (sum > 0) ? 1 : -1ul;
  return (float)BITS(double, bits | (error != 0));
}
