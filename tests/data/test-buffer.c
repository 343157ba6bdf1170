/* SPDX-License-Identifier: MIT */
/* Buffers and memories: sharing, writing, sizes, copies, metas, and that all of it comes to an end
 * exactly once. */
#include <string.h>
#include <weir/base/reaper.h>
#include <weir/data/buffer-list.h>
#include <weir/data/buffer-private.h>
#include <weir/data/meta.h>
#include <weir/data/mini-private.h>

static WeirBuffer *
text_buffer (const char *text)
{
  return weir_buffer_new_memdup (text, strlen (text));
}

static void
assert_text (WeirBuffer *buffer, const char *text)
{
  g_autofree char *data = NULL;
  gsize size;
  weir_buffer_extract_dup (buffer, 0, -1, (gpointer *) &data, &size);
  g_assert_cmpmem (data, size, text, strlen (text));
  g_assert_cmpuint (weir_buffer_get_size (buffer), ==, strlen (text));
}

static void
count_cb (gpointer data)
{
  ++*(int *) data;
}

static WeirMemory *
counted_memory (const char *text, int *n_freed)
{
  return weir_memory_new_wrapped (0, (gpointer) text, strlen (text), 0, strlen (text), n_freed,
                                  count_cb);
}

static void
test_new (void)
{
  WeirBuffer *buffer = weir_buffer_new ();
  g_assert_true (WEIR_IS_BUFFER (buffer));
  g_assert_cmpuint (buffer->mini.kind, ==, WEIR_MINI_BUFFER);
  g_assert_false (WEIR_BUFFER_PTS_IS_VALID (buffer));
  g_assert_false (WEIR_BUFFER_DTS_IS_VALID (buffer));
  g_assert_false (WEIR_BUFFER_DURATION_IS_VALID (buffer));
  g_assert_false (WEIR_BUFFER_OFFSET_IS_VALID (buffer));
  g_assert_false (WEIR_BUFFER_OFFSET_END_IS_VALID (buffer));
  g_assert_cmpuint (weir_buffer_n_memory (buffer), ==, 0);
  g_assert_cmpuint (weir_buffer_get_size (buffer), ==, 0);
  WeirMapInfo info;
  g_assert_true (weir_buffer_map (buffer, &info, WEIR_MAP_READ));
  g_assert_null (info.data);
  g_assert_cmpuint (info.size, ==, 0);
  weir_buffer_unmap (buffer, &info);
  weir_clear_buffer (&buffer);
  g_assert_null (buffer);
  weir_clear_buffer (&buffer);
}

static void
test_allocate (void)
{
  static const gsize sizes[] = { 0, 1, 63, 64, 65, 1000, 4032, 16000, 16384, 16385, 100000 };
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (WeirBuffer) buffer = weir_buffer_new_allocate (NULL, sizes[i], NULL);
    WeirMapInfo info;
    g_assert_true (weir_buffer_map (buffer, &info, WEIR_MAP_READWRITE));
    g_assert_cmpuint (info.size, ==, sizes[i]);
    g_assert_cmpuint ((guintptr) info.data % 64, ==, 0);
    memset (info.data, 0xff, info.size);
    for (guint k = 0; k < 64; k++)
      g_assert_cmpuint (info.data[info.size + k], ==, 0);
    weir_buffer_unmap (buffer, &info);
  }
}

static void
test_allocate_params (void)
{
  WeirAllocationParams params;
  weir_allocation_params_init (&params);
  params.align = 4095;
  params.prefix = 4096;
  params.padding = 100;
  params.flags = WEIR_MEMORY_FLAG_ZERO_PREFIXED | WEIR_MEMORY_FLAG_ZERO_PADDED;
  g_autoptr (WeirBuffer) buffer = weir_buffer_new_allocate (NULL, 50, &params);
  gsize offset, maxsize;
  g_assert_cmpuint (weir_buffer_get_sizes (buffer, &offset, &maxsize), ==, 50);
  g_assert_cmpuint (offset, ==, 4096);
  g_assert_cmpuint (maxsize, ==, 4096 + 50 + 100);
  WeirMapInfo info;
  g_assert_true (weir_buffer_map (buffer, &info, WEIR_MAP_READ));
  g_assert_cmpuint ((guintptr) info.data % 4096, ==, 0);
  for (int i = -4096; i < 0; i++)
    g_assert_cmpuint (info.data[i], ==, 0);
  for (int i = 50; i < 214; i++)
    g_assert_cmpuint (info.data[i], ==, 0);
  weir_buffer_unmap (buffer, &info);

  g_autoptr (WeirAllocator) allocator = weir_allocator_find (WEIR_ALLOCATOR_SYSMEM);
  g_assert_null (weir_allocator_find ("NoSuchMemory"));
  g_autoptr (WeirBuffer) other = weir_buffer_new_allocate (allocator, 50, &params);
  g_assert_cmpuint (weir_buffer_get_size (other), ==, 50);
  g_autoptr (WeirMemory) memory = weir_buffer_get_memory (other, 0);
  g_assert_true (weir_memory_is_type (memory, WEIR_ALLOCATOR_SYSMEM));
  g_assert_true (WEIR_MEMORY_IS_ZERO_PADDED (memory));
}

static void
test_wrapped (void)
{
  int n_freed = 0;
  WeirBuffer *buffer =
    weir_buffer_new_wrapped_full (0, (gpointer) "0123456789", 10, 2, 5, &n_freed, count_cb);
  assert_text (buffer, "23456");
  WeirBuffer *copy = weir_buffer_copy (buffer);
  weir_buffer_unref (buffer);
  g_assert_cmpint (n_freed, ==, 0);
  assert_text (copy, "23456");
  weir_buffer_unref (copy);
  g_assert_cmpint (n_freed, ==, 1);

  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autoptr (WeirBuffer) readonly = weir_buffer_new_wrapped_bytes (bytes);
  g_assert_false (weir_buffer_is_all_memory_writable (readonly));
  assert_text (readonly, "abc");
  /* Writing goes to a copy. */
  g_assert_cmpuint (weir_buffer_fill (readonly, 1, "X", 1), ==, 1);
  assert_text (readonly, "aXc");
  g_assert_cmpstr (g_bytes_get_data (bytes, NULL), ==, "abc");

  g_autoptr (WeirBuffer) taken = weir_buffer_new_wrapped (g_strdup ("mine"), 4);
  assert_text (taken, "mine");
}

static void
test_reference_count (void)
{
  WeirBuffer *buffer = text_buffer ("x");
  g_assert_true (weir_buffer_is_writable (buffer));
  WeirBuffer *second = weir_buffer_ref (buffer);
  g_assert_true (second == buffer);
  g_assert_false (weir_buffer_is_writable (buffer));
  second = weir_buffer_make_writable (second);
  g_assert_true (second != buffer);
  g_assert_true (weir_buffer_is_writable (buffer));
  g_assert_true (weir_buffer_is_writable (second));
  WeirBuffer *same = weir_buffer_make_writable (second);
  g_assert_true (same == second);
  WeirBuffer *place = NULL;
  g_assert_true (weir_buffer_replace (&place, buffer));
  g_assert_false (weir_buffer_replace (&place, buffer));
  g_assert_false (weir_buffer_is_writable (buffer));
  g_assert_true (weir_buffer_replace (&place, NULL));
  weir_buffer_unref (second);
  weir_mini_unref (weir_mini_ref (&buffer->mini));
  weir_mini_unref (&buffer->mini);
}

static void
test_memory_map (void)
{
  g_autoptr (WeirMemory) memory = weir_allocator_alloc (NULL, 16, NULL);
  WeirMapInfo read1, read2, write;
  g_assert_true (weir_memory_map (memory, &read1, WEIR_MAP_READ));
  g_assert_true (weir_memory_map (memory, &read2, WEIR_MAP_READ));
  g_assert_false (weir_memory_map (memory, &write, WEIR_MAP_WRITE));
  weir_memory_unmap (memory, &read1);
  g_assert_false (weir_memory_map (memory, &write, WEIR_MAP_WRITE));
  weir_memory_unmap (memory, &read2);
  g_assert_true (weir_memory_map (memory, &write, WEIR_MAP_READWRITE));
  g_assert_true (weir_memory_map (memory, &read1, WEIR_MAP_READ));
  weir_memory_unmap (memory, &read1);
  weir_memory_unmap (memory, &write);
  g_assert_true (weir_memory_map (memory, &write, WEIR_MAP_WRITE));
  g_assert_false (weir_memory_map (memory, &read1, WEIR_MAP_READ));
  weir_memory_unmap (memory, &write);

  /* make_mapped copies where it must. */
  WeirMemory *readonly =
    weir_memory_new_wrapped (WEIR_MEMORY_FLAG_READONLY, (gpointer) "abcd", 4, 0, 4, NULL, NULL);
  g_assert_false (weir_memory_map (readonly, &write, WEIR_MAP_WRITE));
  WeirMemory *mapped = weir_memory_make_mapped (readonly, &write, WEIR_MAP_READWRITE);
  g_assert_nonnull (mapped);
  g_assert_cmpmem (write.data, write.size, "abcd", 4);
  weir_memory_unmap (mapped, &write);
  weir_memory_unref (mapped);
}

static void
test_memory_share (void)
{
  int n_freed = 0;
  WeirMemory *memory = counted_memory ("0123456789", &n_freed);
  WeirMemory *part = weir_memory_share (memory, 2, 6);
  WeirMemory *inner = weir_memory_share (part, 1, -1);
  WeirMemory *next = weir_memory_share (memory, 8, -1);
  g_assert_true (WEIR_MEMORY_IS_READONLY (part));
  weir_memory_unref (memory);
  weir_memory_unref (part);
  g_assert_cmpint (n_freed, ==, 0);
  WeirMapInfo info;
  g_assert_true (weir_memory_map (inner, &info, WEIR_MAP_READ));
  g_assert_cmpmem (info.data, info.size, "34567", 5);
  g_assert_false (weir_memory_map (inner, &info, WEIR_MAP_WRITE));
  weir_memory_unmap (inner, &info);
  gsize offset;
  g_assert_true (weir_memory_is_span (inner, next, &offset));
  g_assert_cmpuint (offset, ==, 3);
  g_assert_false (weir_memory_is_span (next, inner, NULL));
  weir_memory_unref (inner);
  g_assert_cmpint (n_freed, ==, 0);
  weir_memory_unref (next);
  g_assert_cmpint (n_freed, ==, 1);

  g_autoptr (WeirMemory) lonely =
    weir_memory_new_wrapped (WEIR_MEMORY_FLAG_NO_SHARE, (gpointer) "abc", 3, 0, 3, NULL, NULL);
  g_autoptr (WeirMemory) copied = weir_memory_share (lonely, 1, 2);
  g_assert_false (WEIR_MEMORY_IS_READONLY (copied));
  g_assert_true (weir_memory_map (copied, &info, WEIR_MAP_READ));
  g_assert_cmpmem (info.data, info.size, "bc", 2);
  weir_memory_unmap (copied, &info);
}

static void
test_memory_in_two_buffers (void)
{
  g_autoptr (WeirBuffer) first = text_buffer ("shared");
  g_autoptr (WeirBuffer) second = weir_buffer_copy (first);
  g_assert_false (weir_buffer_is_all_memory_writable (first));
  g_assert_false (weir_buffer_is_all_memory_writable (second));
  g_assert_true (weir_buffer_peek_memory (first, 0) == weir_buffer_peek_memory (second, 0));
  WeirMapInfo info;
  weir_copied_bytes (TRUE);
  g_assert_true (weir_buffer_map (second, &info, WEIR_MAP_READWRITE));
  g_assert_cmpuint (weir_copied_bytes (FALSE), ==, 6);
  info.data[0] = 'S';
  weir_buffer_unmap (second, &info);
  assert_text (first, "shared");
  assert_text (second, "Shared");
  g_assert_true (weir_buffer_is_all_memory_writable (first));
  g_assert_true (weir_buffer_is_all_memory_writable (second));

  WeirBuffer *held = weir_buffer_ref (first);
  g_assert_false (weir_buffer_map (first, &info, WEIR_MAP_WRITE));
  g_assert_true (weir_buffer_map (first, &info, WEIR_MAP_READ));
  weir_buffer_unmap (first, &info);
  weir_buffer_unref (held);
}

/* The memory that lies in a buffer's own cell lives on when the buffer has ended, in any order of
 * ends. */
static void
test_own_memory_outlives (void)
{
  WeirBuffer *buffer = text_buffer ("stay");
  WeirMemory *memory = weir_buffer_get_memory (buffer, 0);
  weir_buffer_unref (buffer);
  WeirMapInfo info;
  g_assert_true (weir_memory_map (memory, &info, WEIR_MAP_READWRITE));
  g_assert_cmpmem (info.data, info.size, "stay", 4);
  weir_memory_unmap (memory, &info);
  weir_memory_unref (memory);

  buffer = text_buffer ("go");
  memory = weir_buffer_get_memory (buffer, 0);
  weir_buffer_remove_all_memory (buffer);
  g_assert_cmpuint (weir_buffer_get_size (buffer), ==, 0);
  g_autoptr (WeirBuffer) other = weir_buffer_new ();
  weir_buffer_append_memory (other, memory);
  weir_buffer_unref (buffer);
  assert_text (other, "go");
  g_assert_true (weir_buffer_is_all_memory_writable (other));

  /* Back into the buffer it came from. */
  buffer = text_buffer ("home");
  memory = weir_buffer_get_memory (buffer, 0);
  weir_buffer_replace_all_memory (buffer, memory);
  assert_text (buffer, "home");
  weir_buffer_append_memory (buffer, weir_buffer_get_memory (buffer, 0));
  assert_text (buffer, "homehome");
  weir_buffer_remove_memory (buffer, 0);
  assert_text (buffer, "home");
  weir_buffer_remove_memory (buffer, 0);
  weir_buffer_append_memory (buffer, weir_allocator_alloc (NULL, 3, NULL));
  g_assert_cmpuint (weir_buffer_get_size (buffer), ==, 3);
  weir_buffer_unref (buffer);
}

static void
test_many_memories (void)
{
  int n_freed = 0;
  g_autoptr (WeirBuffer) buffer = weir_buffer_new ();
  static const char *const letters[] = { "a", "bb", "ccc", "dddd", "e", "f", "g", "h", "i", "j" };
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    weir_buffer_append_memory (buffer, counted_memory (letters[i], &n_freed));
  assert_text (buffer, "abbcccddddefghij");
  guint idx, length;
  gsize skip;
  g_assert_true (weir_buffer_find_memory (buffer, 4, 5, &idx, &length, &skip));
  g_assert_cmpuint (idx, ==, 2);
  g_assert_cmpuint (length, ==, 2);
  g_assert_cmpuint (skip, ==, 1);
  g_assert_true (weir_buffer_find_memory (buffer, 0, -1, &idx, &length, &skip));
  g_assert_cmpuint (length, ==, 10);
  g_assert_false (weir_buffer_find_memory (buffer, 16, 1, &idx, &length, &skip));
  g_assert_false (weir_buffer_find_memory (buffer, 10, 7, &idx, &length, &skip));

  weir_buffer_prepend_memory (buffer, counted_memory ("<", &n_freed));
  weir_buffer_insert_memory (buffer, 3, counted_memory ("|", &n_freed));
  assert_text (buffer, "<abb|cccddddefghij");
  weir_buffer_replace_memory (buffer, 3, counted_memory ("-", &n_freed));
  g_assert_cmpint (n_freed, ==, 1);
  weir_buffer_replace_memory_range (buffer, 4, 2, counted_memory ("*", &n_freed));
  g_assert_cmpint (n_freed, ==, 3);
  assert_text (buffer, "<abb-*efghij");
  weir_buffer_remove_memory_range (buffer, 5, -1);
  assert_text (buffer, "<abb-*");

  g_autoptr (WeirMemory) joined = weir_buffer_get_memory_range (buffer, 1, 2);
  WeirMapInfo info;
  g_assert_true (weir_memory_map (joined, &info, WEIR_MAP_READ));
  g_assert_cmpmem (info.data, info.size, "abb", 3);
  weir_memory_unmap (joined, &info);
  g_assert_cmpuint (weir_buffer_n_memory (buffer), ==, 5);

  /* Mapping joins, and a buffer that may be changed keeps the joined one. */
  g_assert_true (weir_buffer_map (buffer, &info, WEIR_MAP_READ));
  g_assert_cmpmem (info.data, info.size, "<abb-*", 6);
  weir_buffer_unmap (buffer, &info);
  g_assert_cmpuint (weir_buffer_n_memory (buffer), ==, 1);
  g_assert_cmpint (n_freed, ==, 14);
}

static void
test_shared_map_many (void)
{
  g_autoptr (WeirBuffer) buffer = weir_buffer_append (text_buffer ("one"), text_buffer ("two"));
  g_autoptr (WeirBuffer) held = weir_buffer_ref (buffer);
  WeirMapInfo info;
  g_assert_true (weir_buffer_map (buffer, &info, WEIR_MAP_READ));
  g_assert_cmpmem (info.data, info.size, "onetwo", 6);
  weir_buffer_unmap (buffer, &info);
  g_assert_cmpuint (weir_buffer_n_memory (buffer), ==, 2);
}

/* Parts of one memory that follow each other are joined without a copy. */
static void
test_span (void)
{
  g_autoptr (WeirBuffer) whole = text_buffer ("0123456789");
  WeirBuffer *front = weir_buffer_copy_region (whole, WEIR_BUFFER_COPY_ALL, 1, 4);
  WeirBuffer *back = weir_buffer_copy_region (whole, WEIR_BUFFER_COPY_ALL, 5, 3);
  g_autoptr (WeirBuffer) both = weir_buffer_append (front, back);
  g_assert_cmpuint (weir_buffer_n_memory (both), ==, 2);
  weir_copied_bytes (TRUE);
  WeirMapInfo info;
  g_assert_true (weir_buffer_map (both, &info, WEIR_MAP_READ));
  g_assert_cmpuint (weir_copied_bytes (FALSE), ==, 0);
  g_assert_cmpmem (info.data, info.size, "1234567", 7);
  weir_buffer_unmap (both, &info);
}

static void
test_resize (void)
{
  g_autoptr (WeirBuffer) buffer = text_buffer ("0123456789");
  weir_buffer_resize (buffer, 2, 5);
  assert_text (buffer, "23456");
  weir_buffer_resize (buffer, -1, 3);
  assert_text (buffer, "123");
  weir_buffer_set_size (buffer, 9);
  assert_text (buffer, "123456789");
  weir_buffer_resize (buffer, 4, -1);
  assert_text (buffer, "56789");
  g_assert_false (weir_buffer_resize_range (buffer, 0, -1, -6, 1));
  g_assert_false (weir_buffer_resize_range (buffer, 0, -1, 0, 6));
  g_assert_false (weir_buffer_resize_range (buffer, 0, -1, 6, -1));
  assert_text (buffer, "56789");

  /* One that is shared is replaced by a part; the other buffer keeps its bytes. */
  g_autoptr (WeirBuffer) copy = weir_buffer_copy (buffer);
  weir_buffer_resize (copy, 1, 2);
  assert_text (copy, "67");
  assert_text (buffer, "56789");

  g_autoptr (WeirBuffer) many = weir_buffer_append (
    weir_buffer_append (text_buffer ("abc"), text_buffer ("defg")), text_buffer ("hi"));
  weir_buffer_resize (many, 1, 6);
  assert_text (many, "bcdefg");
  weir_buffer_resize (many, 3, -1);
  assert_text (many, "efg");
  weir_buffer_resize (many, -1, 2);
  g_assert_cmpuint (weir_buffer_get_size (many), ==, 2);
  weir_buffer_set_size (many, 0);
  g_assert_cmpuint (weir_buffer_get_size (many), ==, 0);
}

/* The size that is kept must not be trusted where somebody else can change a memory. */
static void
test_size_seen_from_outside (void)
{
  g_autoptr (WeirBuffer) buffer = text_buffer ("0123456789");
  WeirMemory *memory = weir_buffer_peek_memory (buffer, 0);
  weir_memory_resize (memory, 2, 3);
  g_assert_cmpuint (weir_buffer_get_size (buffer), ==, 3);
  g_assert_cmpuint (weir_buffer_size (buffer), ==, 3);

  g_autoptr (WeirBuffer) other = weir_buffer_new ();
  g_autoptr (WeirMemory) mine = weir_allocator_alloc (NULL, 10, NULL);
  weir_buffer_append_memory (other, weir_memory_ref (mine));
  weir_memory_resize (mine, 0, 4);
  g_assert_cmpuint (weir_buffer_get_size (other), ==, 4);
  g_assert_cmpuint (weir_mini_get_bytes (&other->mini), ==, 4);
}

static void
test_bytes (void)
{
  g_autoptr (WeirBuffer) buffer = weir_buffer_append (text_buffer ("abcd"), text_buffer ("efgh"));
  char out[8] = { 0 };
  g_assert_cmpuint (weir_buffer_extract (buffer, 2, out, 4), ==, 4);
  g_assert_cmpmem (out, 4, "cdef", 4);
  g_assert_cmpuint (weir_buffer_extract (buffer, 6, out, 8), ==, 2);
  g_assert_cmpuint (weir_buffer_extract (buffer, 8, out, 1), ==, 0);
  g_assert_cmpint (weir_buffer_memcmp (buffer, 3, "de", 2), ==, 0);
  g_assert_cmpint (weir_buffer_memcmp (buffer, 3, "dz", 2), <, 0);
  g_assert_cmpint (weir_buffer_memcmp (buffer, 3, "da", 2), >, 0);
  g_assert_cmpint (weir_buffer_memcmp (buffer, 7, "hi", 2), !=, 0);
  g_assert_cmpuint (weir_buffer_fill (buffer, 3, "XYZ", 3), ==, 3);
  assert_text (buffer, "abcXYZgh");
  g_assert_cmpuint (weir_buffer_memset (buffer, 6, '.', 5), ==, 2);
  assert_text (buffer, "abcXYZ..");

  gpointer dup;
  gsize size;
  weir_buffer_extract_dup (buffer, 9, 5, &dup, &size);
  g_assert_cmpuint (size, ==, 0);
  g_free (dup);
}

static void
test_copy (void)
{
  g_autoptr (WeirBuffer) buffer = text_buffer ("0123456789");
  buffer->pts = 1;
  buffer->dts = 2;
  buffer->duration = 3;
  buffer->offset = 4;
  buffer->offset_end = 5;
  weir_buffer_set_flags (buffer, WEIR_BUFFER_FLAG_DISCONT | WEIR_BUFFER_FLAG_HEADER);
  weir_buffer_unset_flags (buffer, WEIR_BUFFER_FLAG_HEADER);
  g_assert_true (WEIR_BUFFER_IS_DISCONT (buffer));

  g_autoptr (WeirBuffer) copy = weir_buffer_copy (buffer);
  g_assert_cmpuint (copy->pts, ==, 1);
  g_assert_cmpuint (copy->dts, ==, 2);
  g_assert_cmpuint (copy->duration, ==, 3);
  g_assert_cmpuint (copy->offset, ==, 4);
  g_assert_cmpuint (copy->offset_end, ==, 5);
  g_assert_cmpuint (copy->flags, ==, WEIR_BUFFER_FLAG_DISCONT);
  g_assert_true (weir_buffer_has_flags (copy, WEIR_BUFFER_FLAG_DISCONT));

  weir_copied_bytes (TRUE);
  g_autoptr (WeirBuffer) deep = weir_buffer_copy_deep (buffer);
  g_assert_cmpuint (weir_copied_bytes (TRUE), ==, 10);
  g_assert_true (weir_buffer_is_all_memory_writable (deep));
  assert_text (deep, "0123456789");

  g_autoptr (WeirBuffer) front = weir_buffer_copy_region (buffer, WEIR_BUFFER_COPY_ALL, 0, 4);
  g_assert_cmpuint (front->pts, ==, 1);
  g_assert_false (WEIR_BUFFER_DURATION_IS_VALID (front));
  assert_text (front, "0123");
  g_autoptr (WeirBuffer) back = weir_buffer_copy_region (buffer, WEIR_BUFFER_COPY_ALL, 4, -1);
  g_assert_false (WEIR_BUFFER_PTS_IS_VALID (back));
  assert_text (back, "456789");

  g_autoptr (WeirBuffer) merged = weir_buffer_new ();
  weir_buffer_copy_into (merged, front, WEIR_BUFFER_COPY_MEMORY, 0, -1);
  weir_buffer_copy_into (merged, back, WEIR_BUFFER_COPY_MEMORY | WEIR_BUFFER_COPY_MERGE, 1, 3);
  g_assert_cmpuint (weir_buffer_n_memory (merged), ==, 1);
  assert_text (merged, "0123567");
}

static void
test_metas (void)
{
  g_autoptr (WeirBuffer) buffer = text_buffer ("0123");
  g_autoptr (WeirBuffer) parent = text_buffer ("parent");
  g_autoptr (WeirCaps) ntp = weir_caps_from_string ("timestamp/x-ntp");
  WeirParentBufferMeta *kept = weir_buffer_add_parent_buffer_meta (buffer, parent);
  g_assert_true (kept->buffer == parent);
  WeirReferenceTimestampMeta *stamp = weir_buffer_add_reference_timestamp_meta (buffer, ntp, 7, 8);
  g_assert_true (weir_buffer_get_reference_timestamp_meta (buffer, ntp) == stamp);
  g_assert_true (weir_buffer_get_parent_buffer_meta (buffer) == kept);
  g_assert_cmpuint (weir_buffer_get_n_meta (buffer, WEIR_PARENT_BUFFER_META_API_TYPE), ==, 1);
  g_assert_cmpint (weir_meta_compare_seqnum (&kept->parent, &stamp->parent), <, 0);

  g_autoptr (WeirBuffer) copy = weir_buffer_copy (buffer);
  g_assert_nonnull (weir_buffer_get_parent_buffer_meta (copy));
  g_assert_nonnull (weir_buffer_get_reference_timestamp_meta (copy, NULL));
  g_autoptr (WeirBuffer) region = weir_buffer_copy_region (buffer, WEIR_BUFFER_COPY_ALL, 1, 2);
  g_assert_nonnull (weir_buffer_get_parent_buffer_meta (region));
  g_assert_null (weir_buffer_get_reference_timestamp_meta (region, NULL));

  stamp->parent.flags |= WEIR_META_FLAG_LOCKED;
  g_assert_false (weir_buffer_remove_meta (buffer, &stamp->parent));
  stamp->parent.flags = 0;
  g_assert_true (weir_buffer_remove_meta (buffer, &stamp->parent));
  g_assert_null (weir_buffer_get_reference_timestamp_meta (buffer, NULL));
  g_assert_null (weir_meta_get_info ("NoSuchMeta"));
  g_assert_true (weir_meta_get_info ("WeirParentBufferMeta")
                 == weir_parent_buffer_meta_get_info ());
}

static gboolean
remove_all_cb (WeirBuffer *buffer, WeirMeta **meta, gpointer user_data)
{
  ++*(int *) user_data;
  *meta = NULL;
  return TRUE;
}

static void
test_metas_foreach (void)
{
  g_autoptr (WeirBuffer) buffer = weir_buffer_new ();
  g_autoptr (WeirBuffer) parent = weir_buffer_new ();
  for (int i = 0; i < 3; i++)
    weir_buffer_add_parent_buffer_meta (buffer, parent);
  int n = 0;
  g_assert_true (weir_buffer_foreach_meta (buffer, remove_all_cb, &n));
  g_assert_cmpint (n, ==, 3);
  g_assert_cmpuint (weir_buffer_get_n_meta (buffer, WEIR_PARENT_BUFFER_META_API_TYPE), ==, 0);
  g_assert_true (weir_buffer_is_writable (parent));
}

static gboolean
drop_odd_cb (WeirBuffer **buffer, guint idx, gpointer user_data)
{
  if (idx % 2 == 1)
    g_clear_pointer (buffer, weir_buffer_unref);
  return idx < 3;
}

static void
test_list (void)
{
  WeirBufferList *list = weir_buffer_list_new ();
  for (int i = 0; i < 6; i++) {
    char text[] = { (char) ('a' + i), 0 };
    weir_buffer_list_add (list, text_buffer (text));
  }
  g_assert_cmpuint (weir_buffer_list_calculate_size (list), ==, 6);
  g_assert_false (weir_buffer_list_foreach (list, drop_odd_cb, NULL));
  g_assert_cmpuint (weir_buffer_list_length (list), ==, 4); /* a c e f */
  assert_text (weir_buffer_list_get (list, 1), "c");
  assert_text (weir_buffer_list_get (list, 3), "f");
  g_assert_null (weir_buffer_list_get (list, 4));
  weir_buffer_list_remove (list, 0, 2);
  WeirBufferList *copy = weir_buffer_list_copy (list);
  g_assert_false (weir_buffer_is_writable (weir_buffer_list_get (list, 0)));
  g_assert_true (weir_buffer_is_writable (weir_buffer_list_get_writable (copy, 0)));
  g_autoptr (WeirBufferList) deep = weir_buffer_list_copy_deep (list);
  g_assert_cmpuint (weir_buffer_list_length (deep), ==, 2);
  weir_buffer_list_unref (copy);
  g_assert_true (weir_buffer_is_writable (weir_buffer_list_get (list, 0)));
  weir_mini_unref ((WeirMini *) list);
}

/* User code isn't run where an item ends while the thread holds something. */
static void
test_reaper (void)
{
  int n_freed = 0;
  weir_reaper_hold ();
  WeirBuffer *buffer = weir_buffer_new ();
  weir_buffer_append_memory (buffer, counted_memory ("a", &n_freed));
  weir_buffer_append_memory (buffer, counted_memory ("b", &n_freed));
  weir_buffer_unref (buffer);
  weir_reaper_poll ();
  g_assert_cmpint (n_freed, ==, 0);
  weir_reaper_let_go ();
  g_assert_cmpint (n_freed, ==, 0);
  weir_reaper_poll ();
  g_assert_cmpint (n_freed, ==, 2);
  weir_memory_unref (counted_memory ("c", &n_freed));
  g_assert_cmpint (n_freed, ==, 3);
}

/* Cells travel: one thread takes, the other gives, and each checks that what it got is its own. */
static gpointer
giver_cb (gpointer data)
{
  GAsyncQueue *queue = data;
  for (;;) {
    WeirBuffer *buffer = g_async_queue_pop (queue);
    gboolean last = buffer->offset == 0;
    WeirMapInfo info;
    g_assert_true (weir_buffer_map (buffer, &info, WEIR_MAP_READ));
    for (gsize i = 0; i < info.size; i++)
      g_assert_cmpuint (info.data[i], ==, (guint8) buffer->offset);
    weir_buffer_unmap (buffer, &info);
    weir_buffer_unref (buffer);
    if (last)
      return NULL;
  }
}

static void
test_threads (void)
{
  g_autoptr (GAsyncQueue) queue = g_async_queue_new ();
  GThread *givers[2];
  for (int i = 0; i < 2; i++)
    givers[i] = g_thread_new ("giver", giver_cb, queue);
  for (guint n = 20000; n > 0; n--) {
    WeirBuffer *buffer = weir_buffer_new_allocate (NULL, 1 + n % 300, NULL);
    buffer->offset = n;
    weir_buffer_memset (buffer, 0, (guint8) n, -1);
    if (n % 3 == 0) {
      WeirBuffer *copy = weir_buffer_copy (buffer);
      g_async_queue_push (queue, copy);
    }
    g_async_queue_push (queue, buffer);
  }
  for (int i = 0; i < 2; i++) {
    WeirBuffer *last = weir_buffer_new ();
    last->offset = 0;
    g_async_queue_push (queue, last);
  }
  for (int i = 0; i < 2; i++)
    g_thread_join (givers[i]);
}

static void
test_types (void)
{
  GValue value = G_VALUE_INIT;
  g_value_init (&value, WEIR_TYPE_BUFFER);
  WeirBuffer *buffer = weir_buffer_new ();
  g_value_set_boxed (&value, buffer);
  g_assert_true (g_value_get_boxed (&value) == buffer);
  g_assert_false (weir_buffer_is_writable (buffer));
  g_value_unset (&value);
  g_assert_true (weir_buffer_is_writable (buffer));
  weir_buffer_unref (buffer);

  g_autoptr (GFlagsClass) flags = g_type_class_ref (WEIR_TYPE_BUFFER_FLAGS);
  g_assert_cmpuint (g_flags_get_value_by_nick (flags, "delta-unit")->value, ==,
                    WEIR_BUFFER_FLAG_DELTA_UNIT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/buffer/new", test_new);
  g_test_add_func ("/buffer/allocate", test_allocate);
  g_test_add_func ("/buffer/allocate-params", test_allocate_params);
  g_test_add_func ("/buffer/wrapped", test_wrapped);
  g_test_add_func ("/buffer/reference-count", test_reference_count);
  g_test_add_func ("/buffer/memory-map", test_memory_map);
  g_test_add_func ("/buffer/memory-share", test_memory_share);
  g_test_add_func ("/buffer/memory-in-two-buffers", test_memory_in_two_buffers);
  g_test_add_func ("/buffer/own-memory-outlives", test_own_memory_outlives);
  g_test_add_func ("/buffer/many-memories", test_many_memories);
  g_test_add_func ("/buffer/shared-map-many", test_shared_map_many);
  g_test_add_func ("/buffer/span", test_span);
  g_test_add_func ("/buffer/resize", test_resize);
  g_test_add_func ("/buffer/size-seen-from-outside", test_size_seen_from_outside);
  g_test_add_func ("/buffer/bytes", test_bytes);
  g_test_add_func ("/buffer/copy", test_copy);
  g_test_add_func ("/buffer/metas", test_metas);
  g_test_add_func ("/buffer/metas-foreach", test_metas_foreach);
  g_test_add_func ("/buffer/list", test_list);
  g_test_add_func ("/buffer/reaper", test_reaper);
  g_test_add_func ("/buffer/threads", test_threads);
  g_test_add_func ("/buffer/types", test_types);
  return g_test_run ();
}
