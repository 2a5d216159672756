// The memory functions that LLVM may call on its own. Compiled so that no loop here is turned into a call of itself.
#include "rt.h"

typedef u64 __attribute__((aligned(1), may_alias)) word;
typedef long long pair __attribute__((vector_size(16), aligned(1), may_alias));

void *memcpy(void *restrict into, const void *restrict from, u64 n);
void *memmove(void *into, const void *from, u64 n);
void *memset(void *into, int value, u64 n);
int memcmp(const void *a, const void *b, u64 n);
int bcmp(const void *a, const void *b, u64 n);
u64 strlen(const char *text);

RT_API void *memmove(void *into, const void *from, u64 n) {
  u8 *d = into;
  const u8 *s = from;
  if (n <= 16) {
    if (n >= 8) {
      u64 a = *(const word *)s, b = *(const word *)(s + n - 8);
      *(word *)d = a;
      *(word *)(d + n - 8) = b;
    } else if (n >= 4) {
      typedef u32 __attribute__((aligned(1), may_alias)) half;
      u32 a = *(const half *)s, b = *(const half *)(s + n - 4);
      *(half *)d = a;
      *(half *)(d + n - 4) = b;
    } else if (n > 0) {
      u8 a = s[0], b = s[n / 2], c = s[n - 1];
      d[0] = a;
      d[n / 2] = b;
      d[n - 1] = c;
    }
    return into;
  }
  if (n <= 32) {
    pair a = *(const pair *)s, b = *(const pair *)(s + n - 16);
    *(pair *)d = a;
    *(pair *)(d + n - 16) = b;
    return into;
  }
  if (n >= 2048 && (u64)(d - s) >= n) {
#if defined(__x86_64__)
    // Long and not overlapping ahead: the processor's own copy is best.
    void *to = d;
    __asm__ volatile("rep movsb" : "+D"(to), "+S"(s), "+c"(n)::"memory");
    return into;
#endif
  }
  if ((u64)(d - s) >= n) {
    // Forward: the last bytes are read before the loop may overwrite them.
    pair tail = *(const pair *)(s + n - 16);
    u64 i = 0;
    for (; i + 32 <= n; i += 32) {
      pair a = *(const pair *)(s + i), b = *(const pair *)(s + i + 16);
      *(pair *)(d + i) = a;
      *(pair *)(d + i + 16) = b;
    }
    if (i + 16 <= n) *(pair *)(d + i) = *(const pair *)(s + i);
    *(pair *)(d + n - 16) = tail;
  } else {
    pair head = *(const pair *)s;
    u64 i = n;
    for (; i >= 32; i -= 32) {
      pair a = *(const pair *)(s + i - 16), b = *(const pair *)(s + i - 32);
      *(pair *)(d + i - 16) = a;
      *(pair *)(d + i - 32) = b;
    }
    if (i >= 16) *(pair *)(d + i - 16) = *(const pair *)(s + i - 16);
    *(pair *)d = head;
  }
  return into;
}

RT_API void *memcpy(void *restrict into, const void *restrict from, u64 n) { return memmove(into, from, n); }

RT_API void *memset(void *into, int value, u64 n) {
  u8 *d = into;
  u64 bytes = (u8)value * 0x0101010101010101ul;
  if (n < 16) {
    if (n >= 8) {
      *(word *)d = bytes;
      *(word *)(d + n - 8) = bytes;
    } else {
      for (u64 i = 0; i < n; i++) {
        d[i] = (u8)value;
        __asm__ volatile("" ::: "memory");
      }
    }
    return into;
  }
#if defined(__x86_64__)
  if (n >= 2048) {
    void *to = d;
    __asm__ volatile("rep stosb" : "+D"(to), "+c"(n) : "a"(value) : "memory");
    return into;
  }
#endif
  pair both = {(i64)bytes, (i64)bytes};
  for (u64 i = 0; i + 16 <= n; i += 16) *(pair *)(d + i) = both;
  *(pair *)(d + n - 16) = both;
  return into;
}

RT_API int memcmp(const void *a, const void *b, u64 n) {
  const u8 *x = a, *y = b;
  u64 i = 0;
  for (; i + 8 <= n; i += 8) {
    u64 p = *(const word *)(x + i), q = *(const word *)(y + i);
    if (p != q) {
      p = __builtin_bswap64(p);
      q = __builtin_bswap64(q);
      return p < q ? -1 : 1;
    }
  }
  for (; i < n; i++)
    if (x[i] != y[i]) return (int)x[i] - (int)y[i];
  return 0;
}

RT_API int bcmp(const void *a, const void *b, u64 n) { return memcmp(a, b, n); }

RT_API u64 strlen(const char *text) {
  u64 length = 0;
  while (text[length]) {
    length++;
    __asm__ volatile("" ::: "memory");
  }
  return length;
}
