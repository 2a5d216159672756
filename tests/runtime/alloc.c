// Random allocation and freeing on several threads; blocks are filled and checked, and freed by other threads too.
#include "rt.h"
enum { SLOTS = 512, ROUNDS = 20000, TASKS = 8 };
typedef struct {
  u8 *at;
  u64 size, align;
  u8 mark;
} Slot;
static Slot *shared[64];
static i64 faults;
static void check(Slot *slot) {
  if (slot->at == NULL) return;
  u64 step = slot->size > 4096 ? 512 : 1;
  for (u64 i = 0; i < slot->size; i += step)
    if (slot->at[i] != slot->mark) __atomic_fetch_add(&faults, 1, __ATOMIC_RELAXED);
  rt_free(slot->at, slot->size, slot->align);
  slot->at = NULL;
}
static void task(u64 seed) {
  static const u64 aligns[8] = {1, 8, 16, 16, 32, 64, 256, 4096};
  Slot *slots = rt_alloc_zeroed(SLOTS * sizeof(Slot), 8);
  for (int round = 0; round < ROUNDS; round++) {
    seed = seed * 6364136223846793005ul + 1442695040888963407ul;
    u64 r = seed >> 20;
    Slot *slot = &slots[r % SLOTS];
    check(slot);
    r /= SLOTS;
    u64 kind = r % 64;
    r /= 64;
    slot->size = kind < 50 ? r % 300 : kind < 60 ? r % 20000 : kind < 63 ? r % 200000 : r % 3000000;
    slot->align = aligns[(seed >> 5) % 8];
    slot->mark = (u8)(seed >> 9);
    slot->at = kind % 2 ? rt_alloc(slot->size, slot->align) : rt_alloc_zeroed(slot->size, slot->align);
    if ((u64)slot->at % slot->align) __atomic_fetch_add(&faults, 1, __ATOMIC_RELAXED);
    u64 step = slot->size > 4096 ? 512 : 1;
    for (u64 i = 0; i < slot->size; i += step) {
      if (kind % 2 == 0 && slot->at[i]) __atomic_fetch_add(&faults, 1, __ATOMIC_RELAXED);
      slot->at[i] = slot->mark;
    }
    if (round % 16 == 0) {
      // Hand one block over to whoever comes next.
      Slot *given = rt_alloc(sizeof(Slot), 8);
      *given = *slot;
      slot->at = NULL;
      Slot *taken = __atomic_exchange_n(&shared[(seed >> 33) % 64], given, __ATOMIC_ACQ_REL);
      if (taken) {
        check(taken);
        rt_free(taken, sizeof(Slot), 8);
      }
    }
  }
  for (int i = 0; i < SLOTS; i++) check(&slots[i]);
  rt_free(slots, 0, 8);
}
static void body(void *context, i64 low, i64 high) {
  (void)context;
  for (i64 i = low; i < high; i++) task((u64)i * 77 + 1);
}
i32 rt_main(void) {
  rt_parallel_for(body, NULL, TASKS, 1);
  u8 *huge = rt_alloc(3ul << 30, 65536);
  huge[0] = huge[(3ul << 30) - 1] = 1;
  if ((u64)huge % 65536) faults++;
  rt_free(huge, 0, 0);
  rt_print(faults ? "faults\n" : "ok\n", faults ? 7 : 3);
  return 0;
}
