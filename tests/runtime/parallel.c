// Sums squares in a parallel loop, many times, with nested loops; every chunk must be run exactly once.
#include "rt.h"
enum { N = 100000 };
static u32 hits[N];
static i64 total;
static void number(i64 value) {
  char text[24];
  i64 at = 24;
  text[--at] = '\n';
  do text[--at] = (char)('0' + value % 10), value /= 10;
  while (value);
  rt_print(text + at, 24 - at);
}
static void inner(void *context, i64 low, i64 high) {
  for (i64 i = low; i < high; i++) __atomic_fetch_add((i64 *)context, i, __ATOMIC_RELAXED);
}
static void body(void *context, i64 low, i64 high) {
  u32 *marks = context;
  i64 sum = 0;
  for (i64 i = low; i < high; i++) marks[i]++;
  rt_parallel_for(inner, &sum, 10, 3);
  __atomic_fetch_add(&total, sum, __ATOMIC_RELAXED);
}
i32 rt_main(void) {
  for (int round = 0; round < 300; round++) rt_parallel_for(body, hits, N, 1000);
  i64 wrong = 0;
  for (int i = 0; i < N; i++) wrong += hits[i] != 300;
  number(wrong);
  number(total);
  rt_sleep(1000000);
  rt_parallel_for(body, hits, N, 0);
  for (int i = 0; i < N; i++) wrong += hits[i] != 301;
  number(wrong);
  number(rt_workers());
  return 0;
}
