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
static u64 step_of(const Slot *slot) { return slot->size > 4096 ? 512 : 1; }
static void fault_if(i32 wrong) {
  if (wrong) __atomic_fetch_add(&faults, 1, __ATOMIC_RELAXED);
}
static void fill(Slot *slot) {
  fault_if((u64)slot->at % slot->align != 0);
  for (u64 i = 0; i < slot->size; i += step_of(slot)) slot->at[i] = slot->mark;
}
static void expect(const Slot *slot, u64 size, u8 byte) {
  for (u64 i = 0; i < size; i += step_of(slot)) fault_if(slot->at[i] != byte);
}
static void check(Slot *slot) {
  if (slot->at == NULL) return;
  expect(slot, slot->size, slot->mark);
  rt_free(slot->at, slot->size, slot->align);
  slot->at = NULL;
}
static void resize(Slot *slot, u64 size) {
  slot->at = rt_realloc(slot->at, slot->size, size, slot->align);
  expect(slot, size < slot->size ? size : slot->size, slot->mark);
  slot->size = size;
  fill(slot);
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
    if (kind % 2 == 0) expect(slot, slot->size, 0);
    fill(slot);
    if (round % 8 == 3) resize(slot, (seed >> 13) % (slot->size * 4 + 10));
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
