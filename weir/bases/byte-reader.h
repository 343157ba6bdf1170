/* SPDX-License-Identifier: MIT */
/* Random access to the bytes of a source, for who must jump about in them: demuxers, typefind.
 *
 * A source that can give any bytes at any time (a file, memory) publishes a reader on its source pad while it is started.
 * Whoever is linked to that pad may take a reference and read in its own step; the reader works until the last reference
 * is gone, whatever happens to the source meanwhile. Who reads this way says that it wants no items
 * (weir_pad_set_unwanted ()). An element that passes bytes through unchanged publishes its input's reader at its output.
 */
#pragma once

#include <weir/graph/pad.h>

G_BEGIN_DECLS

typedef struct _WeirByteReader WeirByteReader;
#define WEIR_TYPE_BYTE_READER (weir_byte_reader_get_type ())
WEIR_API GType weir_byte_reader_get_type (void) G_GNUC_CONST;

/**
 * WeirByteReaderFuncs: (skip)
 * @read_at: Any thread, several at once. Copies up to `size` bytes from `offset` to `dest`. Answers how many; 0: the end;
 *   -1: failed, `error` is set. Takes no longer than a read from a disk
 * @get_size: Any thread. Bytes in all, or -1
 * @free: Any thread. The last reference is gone
 *
 * What a reader is made of.
 */
typedef struct {
  gssize (*read_at) (gpointer data, guint64 offset, gpointer dest, gsize size, GError **error);
  gint64 (*get_size) (gpointer data);
  void (*free) (gpointer data);
} WeirByteReaderFuncs;

WEIR_API WeirByteReader *weir_byte_reader_new (const WeirByteReaderFuncs *funcs, gpointer data);
WEIR_API WeirByteReader *weir_byte_reader_ref (WeirByteReader *self);
WEIR_API void weir_byte_reader_unref (WeirByteReader *self);
WEIR_API gssize weir_byte_reader_read_at (WeirByteReader *self, guint64 offset, gpointer dest, gsize size, GError **error);
WEIR_API gint64 weir_byte_reader_get_size (WeirByteReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirByteReader, weir_byte_reader_unref)

/* The source's side; NULL takes it away. */
WEIR_API void weir_pad_set_byte_reader (WeirPad *srcpad, WeirByteReader *reader);
/* The consumer's side: the reader of the pad that `sinkpad` is linked with, through elements that only pass on. */
WEIR_API WeirByteReader *weir_pad_get_byte_reader (WeirPad *sinkpad);

G_END_DECLS
