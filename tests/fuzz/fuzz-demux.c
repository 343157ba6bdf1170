/* SPDX-License-Identifier: MIT */
/* Broken films: whatever the bytes are, they are refused or read to an end, and no buffer lies about itself. The first
 * byte chooses the format and whether bytes can be read at any place; the others are the file. */
#include <string.h>

#include "plugins/libav/demux.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* More than any input here needs; a loop that never ends must not pass for work. */
#define MAX_PACKETS 2000
#define MAX_READS 20000

typedef struct {
  const uint8_t *data;
  size_t size;
  unsigned reads;
} File;

static gssize
read_at (gpointer data, guint64 offset, gpointer to, gsize n)
{
  File *file = data;

  if (++file->reads > MAX_READS)
    return -1;
  if (offset >= file->size)
    return 0;
  n = MIN (n, file->size - offset);
  memcpy (to, file->data + offset, n);
  return (gssize) n;
}

static gint64
get_size (gpointer data)
{
  return (gint64) ((File *) data)->size;
}

static gboolean
is_cancelled (gpointer data)
{
  return ((File *) data)->reads > MAX_READS;
}

static void
check_buffer (WeirBuffer *buffer)
{
  WeirMapInfo map;
  guint sum = 0;

  g_assert_true (weir_buffer_map (buffer, &map, WEIR_MAP_READ));
  for (gsize i = 0; i < map.size; i++)
    sum += map.data[i];
  g_assert_true (map.size > 0 || sum == 0);
  weir_buffer_unmap (buffer, &map);
  g_assert_true (!WEIR_BUFFER_PTS_IS_VALID (buffer) || buffer->pts <= G_MAXINT64);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const formats[] = { "mov",    "avi",  "matroska", "ogg", "flv",
                                         "mpegts", "mpeg", "wav",      "mp3" };
  WeirLibavReader reader = { read_at, get_size, is_cancelled, FALSE, NULL };
  WeirLibavDemux *demux;
  WeirLibavStatus status;
  WeirBuffer *buffer;
  guint stream, n = 0;
  GError *error = NULL;

  if (size < 1)
    return 0;
  File file = { data + 1, size - 1, 0 };
  reader.data = &file;
  reader.seekable = (data[0] & 0x80) != 0;
  demux =
    weir_libav_demux_new (formats[(data[0] & 0x7f) % G_N_ELEMENTS (formats)], &reader, &error);
  g_assert_true ((demux == NULL) == (error != NULL));
  while (demux != NULL && n++ < MAX_PACKETS) {
    g_clear_error (&error);
    status = weir_libav_demux_read (demux, &stream, &buffer, &error);
    if (status == WEIR_LIBAV_OK) {
      g_assert_cmpuint (stream, <, weir_libav_demux_n_streams (demux));
      check_buffer (buffer);
      weir_buffer_unref (buffer);
    } else if (status != WEIR_LIBAV_BAD) {
      break;
    }
  }
  g_clear_error (&error);
  weir_libav_demux_free (demux);
  return 0;
}
