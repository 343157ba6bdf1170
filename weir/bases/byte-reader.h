/* SPDX-License-Identifier: MIT */
/* Pull access: elements whose bytes can be read at any place, and how those who want that find them.
 *
 * Bytes usually flow through links, from the first to the last. Who takes files apart has to jump: to an index at the
 * end, to the other stream. An element that gives bytes of something that lies there as a whole (filesrc) implements
 * this interface; what passes its bytes on unchanged (typefind) implements it by asking upstream. The reader reads past
 * the links, and says by weir_pad_set_unwanted () that nothing need flow through them. */
#pragma once

#include <weir/graph/element.h>

G_BEGIN_DECLS

#define WEIR_TYPE_BYTE_READER (weir_byte_reader_get_type ())
WEIR_API GType weir_byte_reader_get_type (void) G_GNUC_CONST;
#define WEIR_BYTE_READER(object)                                                                   \
  (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_BYTE_READER, WeirByteReader))
#define WEIR_IS_BYTE_READER(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_BYTE_READER))
#define WEIR_BYTE_READER_GET_INTERFACE(object)                                                     \
  (G_TYPE_INSTANCE_GET_INTERFACE ((object), WEIR_TYPE_BYTE_READER, WeirByteReaderInterface))

/**
 * WeirByteReader:
 *
 * An element whose bytes can be read at any place.
 */
typedef struct _WeirByteReader WeirByteReader;
typedef struct _WeirByteReaderInterface WeirByteReaderInterface;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirByteReader, g_object_unref)

/**
 * WeirByteReaderInterface:
 * @parent: the interface's head
 * @get_source: Any thread. (nullable) For elements that pass bytes on: who really has them. (transfer full) (nullable):
 *   upstream can only push. Default: the element itself
 * @get_size: Any thread, while the element is READY or more. Bytes there are; -1: not known, or nothing to be read at
 *   places (a pipe)
 * @read_at: Any thread, while the element is PAUSED or more. Reads up to `n` bytes at `offset`: how many there were; 0:
 *   that lies at or behind the end; -1: `error` is set. Quick: local files only
 * @dup_location: Any thread. (nullable) What to call it in messages: a path or a URI. (transfer full) (nullable)
 *
 * What such an element implements.
 */
struct _WeirByteReaderInterface {
  GTypeInterface parent;

  WeirByteReader *(*get_source) (WeirByteReader *self);
  gint64 (*get_size) (WeirByteReader *self);
  gssize (*read_at) (WeirByteReader *self, guint64 offset, gpointer bytes, gsize n, GError **error);
  char *(*dup_location) (WeirByteReader *self);
};

WEIR_API WeirByteReader *weir_byte_reader_find (WeirPad *sinkpad);
WEIR_API gint64 weir_byte_reader_get_size (WeirByteReader *self);
WEIR_API gssize weir_byte_reader_read_at (WeirByteReader *self, guint64 offset, gpointer bytes,
                                          gsize n, GError **error);
WEIR_API char *weir_byte_reader_dup_location (WeirByteReader *self);
WEIR_API char *weir_pad_dup_upstream_location (WeirPad *sinkpad);

G_END_DECLS
