// The allocator.
//
// Small blocks (to 16 KB) come from size classes: 16-byte steps to 128, then four per doubling. A page of 64 KB holds
// blocks of one class and names it in its header, so that freeing needs only the address. Each thread keeps a bounded list
// per class; what is too much moves in batches to a central list, from where any thread takes it again: memory that one
// thread allocates and another frees does not pile up.
//
// Middle blocks (to 16 MB) are mapped alone and a bounded number of freed ones is kept. Larger ones are mapped and given
// back at once, so that the resident set falls when their owner dies. Both grow by moving their pages, not their bytes.
//
// The first touch of a page costs more than what most programs then do with it, so memory is asked for in huge pages as soon
// as that wastes little: from the second chunk of small blocks on, and for every block of at least half a huge page.
#include "syscall.h"

enum {
  PAGE = 65536,
  HEADER = 64,
  SMALL = 16384,
  LARGE = 16 << 20,
  CLASSES = 8 + 7 * 4,
  BIG_CLASS = 255,
  MIDDLES = 10 * 4,
  KEPT = 4,
  MOST_KEPT = 48 << 20,
  CHUNK = 1 << 20,
  HUGE = 2 << 20,
};

typedef struct Block {
  struct Block *next;
  // In the first block of a batch on a central list: the next batch, and how many blocks this one has.
  struct Block *batch;
} Block;

typedef struct {
  u32 class;
  u32 unused;
  // Big blocks: the mapping, and its class among the middle blocks.
  void *map;
  u64 map_size;
  u64 middle;
} Header;

typedef struct {
  Block *first;
  u32 count;
  // Fresh blocks of the thread's current page.
  u32 left;
  u8 *fresh;
} Local;

typedef struct {
  u32 lock;
  Block *batches;
} Central;

static __thread Local locals[CLASSES] __attribute__((tls_model("local-exec")));
static Central central[CLASSES];

static struct {
  u32 lock;
  // Whether the first chunk is used up.
  i32 later;
  u8 *at, *end;
} chunk;

typedef struct {
  void *map;
  u64 size;
} Kept;
static struct {
  u32 lock;
  u64 bytes;
  u8 counts[MIDDLES];
  Kept kept[MIDDLES][KEPT];
} middle;

static void acquire(u32 *lock) {
  u32 expected = 0;
  if (likely(__atomic_compare_exchange_n(lock, &expected, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))) return;
  while (__atomic_exchange_n(lock, 2, __ATOMIC_ACQUIRE) != 0) rt_wait(lock, 2);
}
static void release(u32 *lock) {
  if (unlikely(__atomic_exchange_n(lock, 0, __ATOMIC_RELEASE) == 2)) rt_wake(lock, 1);
}

static NORETURN void out_of_memory(void) { rt_abort("out of memory", 13, NULL, 0, 0, 0); }

// 0..7: 16 to 128; then 160, 192, 224, 256, 320, ...
static inline u32 class_of(u64 size) {
  if (size <= 128) return size == 0 ? 0 : (u32)((size - 1) >> 4);
  u32 top = 63 - (u32)__builtin_clzl(size - 1);
  return 8 + (top - 7) * 4 + (u32)(((size - 1) >> (top - 2)) & 3);
}
static inline u64 class_size(u32 class) {
  if (class < 8) return ((u64)class + 1) << 4;
  u32 step = class - 8;
  return (u64)(5 + (step & 3)) << (5 + (step >> 2));
}
// Blocks per batch: what a thread takes and gives at a time.
static inline u32 batch_of(u64 size) {
  u64 count = 8192 / size;
  return count < 4 ? 4 : count > 64 ? 64 : (u32)count;
}

// Fresh pages; what alignment leaves over is given back.
static void *aligned_map(u64 size, u64 align, void **map, u64 *map_size) {
  u64 total = size + align;
  u8 *at = rt_map(total);
  if (at == NULL) out_of_memory();
  u8 *start = (u8 *)(((u64)at + align - 1) & -align);
  u64 before = (u64)(start - at) & -4096ul, after = (u64)(at + total - (start + size)) & -4096ul;
  if (before) rt_unmap(at, before);
  if (after) rt_unmap(at + total - after, after);
  *map = at + before;
  *map_size = total - before - after;
  return start;
}

static void want_huge_pages(void *at, u64 size) { syscall3(SYS_madvise, (i64)at, (i64)size, 14); }

static u8 *new_page(void) {
  acquire(&chunk.lock);
  if (chunk.at == chunk.end) {
    void *map;
    u64 size = chunk.later ? HUGE : CHUNK;
    chunk.at = aligned_map(size, chunk.later ? HUGE : PAGE, &map, &size);
    chunk.end = chunk.at + size;
    if (chunk.later) want_huge_pages(chunk.at, size);
    chunk.later = 1;
  }
  u8 *page = chunk.at;
  chunk.at += PAGE;
  release(&chunk.lock);
  return page;
}

static __attribute__((noinline)) void *refill(u32 class) {
  Local *local = &locals[class];
  u64 size = class_size(class);
  if (local->left == 0) {
    Central *shared = &central[class];
    if (__atomic_load_n(&shared->batches, __ATOMIC_RELAXED) != NULL) {
      acquire(&shared->lock);
      Block *batch = shared->batches;
      if (batch != NULL) shared->batches = batch->batch;
      release(&shared->lock);
      if (batch != NULL) {
        local->first = batch->next;
        local->count = batch_of(size) - 1;
        return batch;
      }
    }
    u8 *page = new_page();
    ((Header *)page)->class = class;
    // Powers of two start at their own size, so that they are aligned to it.
    u64 start = (size & (size - 1)) == 0 && size > HEADER ? size : HEADER;
    local->fresh = page + start;
    local->left = (u32)((PAGE - start) / size);
  }
  void *block = local->fresh;
  local->fresh += size;
  local->left--;
  return block;
}

static u32 middle_of(u64 size) {
  u32 top = 63 - (u32)__builtin_clzl(size - 1);
  return (top - 14) * 4 + (u32)(((size - 1) >> (top - 2)) & 3);
}
static u64 middle_size(u32 class) { return (u64)(5 + (class & 3)) << (12 + (class >> 2)); }

// The header lies at the start of the block's first 64 KB; when the alignment is so large that the block itself starts
// there, one system page before it.
static Header *big_header(void *block) {
  u64 at = (u64)block;
  return (Header *)((at & (PAGE - 1)) == 0 ? at - 4096 : at & -(u64)PAGE);
}

// How much a big block's mapping has for `size` bytes behind `offset`, and its class.
static u64 mapping_for(u64 size, u64 offset, u32 *class) {
  u64 total = size + offset;
  *class = MIDDLES;
  if (total < SMALL) total = SMALL + 1;
  if (total <= LARGE) {
    *class = middle_of(total);
    total = middle_size(*class);
  }
  u64 unit = total >= HUGE / 2 ? HUGE : 4096;
  return (total + unit - 1) & -unit;
}
static inline u64 page_align(u64 total) { return total >= HUGE ? HUGE : PAGE; }

// A freed mapping of the class, if there is one.
static i32 take_kept(u32 class, Kept *result) {
  i32 found = 0;
  acquire(&middle.lock);
  if (middle.counts[class] > 0) {
    *result = middle.kept[class][--middle.counts[class]];
    middle.bytes -= result->size;
    found = 1;
  }
  release(&middle.lock);
  return found;
}

static __attribute__((noinline)) void *alloc_big(u64 size, u64 align, i32 zeroed) {
  if (size > 1ul << 46 || align > 1ul << 30) out_of_memory();
  void *map;
  u64 map_size;
  if (align > PAGE / 2) {
    u8 *at = aligned_map(size + align, align, &map, &map_size);
    u8 *block = at + align;
    *(Header *)(block - 4096) = (Header){BIG_CLASS, 0, map, map_size, MIDDLES};
    return block;
  }
  u64 offset = align > HEADER ? align : HEADER;
  u32 class;
  u64 total = mapping_for(size, offset, &class);
  Kept kept;
  if (class < MIDDLES && take_kept(class, &kept)) {
    *(Header *)kept.map = (Header){BIG_CLASS, 0, kept.map, kept.size, class};
    u8 *block = (u8 *)kept.map + offset;
    if (zeroed) __builtin_memset(block, 0, size);
    return block;
  }
  u8 *page = aligned_map(total, page_align(total), &map, &map_size);
  if (total >= HUGE) want_huge_pages(page, total);
  *(Header *)page = (Header){BIG_CLASS, 0, map, map_size, class};
  return page + offset;
}

// A block that has a mapping of its own grows by moving its pages into a larger one.
static void *grow_big(Header *header, u64 offset, u64 size) {
  if (size > 1ul << 46) out_of_memory();
  u32 class;
  u64 total = mapping_for(size, offset, &class);
  u64 old = header->map_size;
  if (total > old) {
    void *map;
    u64 map_size;
    u8 *page = aligned_map(total, page_align(total), &map, &map_size);
    // MAYMOVE | FIXED: over the fresh mapping.
    i64 moved = syscall6(SYS_mremap, (i64)header, (i64)old, (i64)total, 3, (i64)page, 0);
    if (moved < 0 && moved > -4096) out_of_memory();
    if (total >= HUGE) want_huge_pages(page, total);
    header = (Header *)page;
    *header = (Header){BIG_CLASS, 0, map, map_size, class};
  }
  return (u8 *)header + offset;
}

static __attribute__((noinline)) void free_big(void *block) {
  Header *header = big_header(block);
  void *map = header->map;
  u64 size = header->map_size, class = header->middle;
  if (class < MIDDLES) {
    acquire(&middle.lock);
    if (middle.counts[class] < KEPT && middle.bytes + size <= MOST_KEPT) {
      middle.kept[class][middle.counts[class]++] = (Kept){map, size};
      middle.bytes += size;
      release(&middle.lock);
      return;
    }
    release(&middle.lock);
  }
  rt_unmap(map, size);
}

static inline u64 rounded(u64 size, u64 align) {
  if (likely(align <= 16)) return size;
  // A power of two at least as large as the alignment is aligned to it.
  if (size < align) size = align;
  return size <= 1 ? 1 : 1ul << (64 - __builtin_clzl(size - 1));
}

RT_API void *rt_alloc(u64 size, u64 align) {
  u64 wanted = rounded(size, align);
  if (unlikely(wanted > SMALL || align > SMALL)) return alloc_big(size, align, 0);
  u32 class = class_of(wanted);
  Local *local = &locals[class];
  Block *block = local->first;
  if (unlikely(block == NULL)) return refill(class);
  local->first = block->next;
  local->count--;
  return block;
}

RT_API void *rt_alloc_zeroed(u64 size, u64 align) {
  u64 wanted = rounded(size, align);
  if (wanted > SMALL || align > SMALL) return alloc_big(size, align, 1);
  void *block = rt_alloc(size, align);
  __builtin_memset(block, 0, size);
  return block;
}

// Half of a list that has grown too long goes to the central list, as one batch.
static __attribute__((noinline)) void give_back(u32 class, u32 batch) {
  Local *local = &locals[class];
  Block *first = local->first;
  Block *last = first;
  for (u32 i = 1; i < batch; i++) last = last->next;
  local->first = last->next;
  local->count -= batch;
  last->next = NULL;
  Central *shared = &central[class];
  acquire(&shared->lock);
  first->batch = shared->batches;
  shared->batches = first;
  release(&shared->lock);
}

RT_API void rt_free(void *address, u64 size, u64 align) {
  (void)size;
  (void)align;
  if (address == NULL) return;
  if (unlikely(((u64)address & (PAGE - 1)) == 0)) return free_big(address);
  u32 class = ((Header *)((u64)address & -(u64)PAGE))->class;
  if (unlikely(class == BIG_CLASS)) return free_big(address);
  Local *local = &locals[class];
  Block *block = address;
  block->next = local->first;
  local->first = block;
  u32 batch = batch_of(class_size(class));
  if (unlikely(++local->count >= 2 * batch)) give_back(class, batch);
}

RT_API void *rt_realloc(void *address, u64 old, u64 size, u64 align) {
  u64 offset = (u64)address & (PAGE - 1);
  Header *header = (Header *)((u64)address - offset);
  if (offset != 0 && size > old) {
    if (header->class == BIG_CLASS) {
      // A warm block of the right size is cheaper than fresh pages.
      u32 class;
      mapping_for(size, offset, &class);
      if (class == MIDDLES || __atomic_load_n(&middle.counts[class], __ATOMIC_RELAXED) == 0)
        return grow_big(header, offset, size);
    } else if (rounded(size, align) <= class_size(header->class)) {
      return address;
    }
  }
  void *block = rt_alloc(size, align);
  __builtin_memcpy(block, address, old < size ? old : size);
  rt_free(address, old, align);
  return block;
}
