// The floating formats of 8 and 4 bits, which processors only load and store: to and from 32-bit floats. Formats without
// infinities saturate; rounding is to nearest even.
#include "rt.h"

#define BITS(type, value) __builtin_bit_cast(type, value)

// What the largest patterns mean.
enum { IEEE, ALL_ONES_NAN, NEGATIVE_ZERO_NAN, NO_NAN };

typedef struct {
  u8 exponent, mantissa, bias, is_signed, specials;
} Format;

// Codes of dtypes, as the compiler numbers them: float8_e4m3fn is 19, and so on to float4_e2m1fn.
enum { FIRST_CODE = 19 };
static const Format formats[] = {
    {4, 3, 7, 1, ALL_ONES_NAN}, {4, 3, 8, 1, NEGATIVE_ZERO_NAN},  {5, 2, 15, 1, IEEE},
    {5, 2, 16, 1, NEGATIVE_ZERO_NAN}, {8, 0, 127, 0, ALL_ONES_NAN}, {2, 1, 1, 1, NO_NAN},
};

// 2 to the power of e, for every e that a float or one of these formats can have.
static float power(i32 e) {
  if (e < -126) return BITS(float, 1u << (e + 149));
  return BITS(float, (u32)(e + 127) << 23);
}

float rt_float_decode(i64 code, u8 pattern);
u8 rt_float_encode(i64 code, float value);

RT_API float rt_float_decode(i64 code, u8 pattern) {
  Format f = formats[code - FIRST_CODE];
  u32 bits = (u32)f.exponent + f.mantissa;
  u32 magnitude = pattern & ((1u << bits) - 1);
  i32 negative = f.is_signed && (pattern >> bits & 1);
  float nan = BITS(float, 0x7fc00000u);
  if (f.specials == NEGATIVE_ZERO_NAN && negative && magnitude == 0) return nan;
  if (f.specials == ALL_ONES_NAN && magnitude == (1u << bits) - 1) return nan;
  u32 exponent = magnitude >> f.mantissa, fraction = magnitude & ((1u << f.mantissa) - 1);
  float value;
  if (f.specials == IEEE && exponent == (1u << f.exponent) - 1) {
    if (fraction) return nan;
    value = BITS(float, 0x7f800000u);
  } else if (exponent == 0 && f.mantissa > 0) {
    value = (float)fraction * power(1 - f.bias - f.mantissa);
  } else {
    value = (1 + (float)fraction * power(-f.mantissa)) * power((i32)exponent - f.bias);
  }
  return negative ? -value : value;
}

RT_API u8 rt_float_encode(i64 code, float value) {
  Format f = formats[code - FIRST_CODE];
  u32 bits = (u32)f.exponent + f.mantissa, raw = BITS(u32, value);
  u32 magnitude = raw & 0x7fffffff;
  u32 sign = f.is_signed && raw >> 31 ? 1u << bits : 0;
  // The largest finite pattern.
  u32 most = (1u << bits) - 1;
  if (f.specials == IEEE) most = (((1u << f.exponent) - 1) << f.mantissa) - 1;
  if (f.specials == ALL_ONES_NAN) most -= 1;
  if (magnitude > 0x7f800000u) {
    if (f.specials == NEGATIVE_ZERO_NAN) return (u8)(1u << bits);
    if (f.specials == IEEE) return (u8)(((1u << f.exponent) - 1) << f.mantissa | 1u << (f.mantissa - 1));
    return (u8)(f.specials == NO_NAN ? most : (1u << bits) - 1);
  }
  if (magnitude == 0) return (u8)(f.specials == NEGATIVE_ZERO_NAN ? 0 : sign);
  i32 exponent = (i32)(magnitude >> 23) - 127;
  u32 mantissa = (magnitude & 0x7fffff) | (exponent > -127 ? 0x800000u : 0);
  if (exponent == -127) exponent = -126;
  i32 stored = exponent + f.bias;
  // Bits of the 24 that do not fit; more for subnormal results.
  i32 least = f.mantissa > 0 ? 1 : 0;
  i32 drop = 23 - f.mantissa + (stored < least ? least - stored : 0);
  if (drop > 25) drop = 25;
  u32 kept = mantissa >> drop, rest = mantissa & ((1u << drop) - 1), half = 1u << (drop - 1);
  if (rest > half || (rest == half && (kept & 1))) kept++;
  // The hidden bit adds one to the exponent field.
  u32 result = (stored > least ? (u32)(stored - least) << f.mantissa : 0) + kept;
  // Powers of two alone; the least is half of the least normal float.
  if (f.mantissa == 0) result = magnitude < 0x800000u ? magnitude >= 0x600000u : (u32)stored + (kept > 1);
  if (result > most) result = f.specials == IEEE ? most + 1 : most;
  if (result == 0 && f.specials == NEGATIVE_ZERO_NAN) return 0;
  return (u8)(sign | result);
}
