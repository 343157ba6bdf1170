/* SPDX-License-Identifier: MIT */
/* filesrc: the bytes of a file, from the first to the last, or from any place for those who must jump about in it
 * (WeirByteReader). Files on disks are read in the step itself: that takes no longer than a step may. Pipes are waited
 * for. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <weir/bases/byte-reader.h>
#include <weir/bases/source.h>
#include <weir/graph/uri-handler.h>
#include <weir/registry/types.h>

#include "plugins/sinks/files.h"
#include "plugins/sources/file-errors.h"
#include "plugins/sources/ready.h"

/* An open file, shared with readers in other threads. */
typedef struct {
  int fd;
  gatomicrefcount refs;
} File;

G_DECLARE_FINAL_TYPE (WeirFileSrc, weir_file_src, WEIR, FILE_SRC, WeirSource)

struct _WeirFileSrc {
  WeirSource parent_instance;

  char *location; /* property */

  pthread_mutex_t lock; /* guards `file` */
  File *file;           /* (owned) (nullable) */
  gboolean regular;
  guint64 offset; /* of the next byte */
};

static void uri_handler_init (gpointer iface, gpointer data);
static void byte_reader_init (gpointer iface, gpointer data);

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirFileSrc, weir_file_src, WEIR_TYPE_SOURCE,
                               G_IMPLEMENT_INTERFACE (WEIR_TYPE_URI_HANDLER, uri_handler_init)
                               G_IMPLEMENT_INTERFACE (WEIR_TYPE_BYTE_READER, byte_reader_init))

static const WeirProp props[] = {
  WEIR_PROP_STRING (WeirFileSrc, location, "location", NULL, WEIR_PROP_LOCATION, "The file to read"),
};

static const char *const protocols[] = { "file", NULL };

static const WeirElementInfo info = {
  .name = "filesrc",
  .long_name = "File source",
  .klass = "Source/File",
  .description = "Reads a file",
  .example = "filesrc location=in.mp4 ! filesink location=out.mp4",
  .pads = (const WeirPadInfo[]){ WEIR_SRC ("src", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .rank = WEIR_RANK_PRIMARY,
  .uri_protocols = protocols,
  .uri_type = WEIR_URI_SRC,
};

/* --- the file --------------------------------------------------------------------------------------------------------- */

static void
file_unref (File *file)
{
  if (file == NULL || !g_atomic_ref_count_dec (&file->refs))
    return;
  close (file->fd);
  g_free (file);
}

/* Any thread. (transfer full) (nullable) */
static File *
ref_file (WeirFileSrc *self)
{
  File *file;

  pthread_mutex_lock (&self->lock);
  file = self->file;
  if (file != NULL)
    g_atomic_ref_count_inc (&file->refs);
  pthread_mutex_unlock (&self->lock);
  return file;
}

/* Takes `file`. */
static void
set_file (WeirFileSrc *self, File *file)
{
  File *before;

  pthread_mutex_lock (&self->lock);
  before = self->file;
  self->file = file;
  pthread_mutex_unlock (&self->lock);
  file_unref (before);
}

/* (transfer full) (nullable) */
static File *
file_open (const char *location, struct stat *st, GError **error)
{
  int fd = open (location, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  File *file;

  if (fd < 0 || fstat (fd, st) < 0) {
    weir_file_set_error (error, "filesrc", WEIR_FILE_READ, location, errno);
    if (fd >= 0)
      close (fd);
    return NULL;
  }
  if (S_ISDIR (st->st_mode)) {
    weir_file_set_error (error, "filesrc", WEIR_FILE_READ, location, EISDIR);
    close (fd);
    return NULL;
  }
  file = g_new (File, 1);
  file->fd = fd;
  g_atomic_ref_count_init (&file->refs);
  return file;
}

static gboolean
weir_file_src_start (WeirSource *source, GError **error)
{
  WeirFileSrc *self = WEIR_FILE_SRC (source);
  struct stat st;
  File *file;

  if (self->location == NULL || self->location[0] == '\0') {
    weir_file_set_no_location (error, "filesrc", "video.mp4");
    return FALSE;
  }
  file = file_open (self->location, &st, error);
  if (file == NULL)
    return FALSE;
  self->regular = S_ISREG (st.st_mode);
  self->offset = 0;
  set_file (self, file);
  if (self->regular && st.st_size == 0) {
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_READ,
                 "filesrc can't read \"%s\": the file is empty (0 bytes); set location to a file with something in it",
                 self->location);
    return FALSE;
  }
  weir_source_set_duration (source, self->regular ? (gint64) st.st_size : -1);
  return TRUE;
}

static void
weir_file_src_stop (WeirSource *source)
{
  set_file (WEIR_FILE_SRC (source), NULL);
}

/* --- from the first byte to the last ---------------------------------------------------------------------------------- */

static WeirFlowReturn
weir_file_src_create (WeirSource *source, WeirBuffer **buffer, GError **error)
{
  WeirFileSrc *self = WEIR_FILE_SRC (source);
  gsize wanted = weir_source_get_blocksize (source);
  int fd = self->file->fd;
  WeirMapInfo map;
  ssize_t n;

  if (!self->regular && !weir_descriptor_is_ready (fd, EPOLLIN)) {
    weir_element_want_fd (WEIR_ELEMENT_CAST (self), fd, EPOLLIN);
    return WEIR_FLOW_AGAIN;
  }
  if (source->segment.stop != WEIR_CLOCK_TIME_NONE && source->segment.stop > self->offset)
    wanted = MIN (wanted, source->segment.stop - self->offset);
  *buffer = weir_source_allocate (source, wanted);
  if (!weir_buffer_map (*buffer, &map, WEIR_MAP_WRITE)) {
    g_clear_pointer (buffer, weir_buffer_unref);
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_NO_SPACE_LEFT, "no memory for %" G_GSIZE_FORMAT " bytes",
                 wanted);
    return WEIR_FLOW_ERROR;
  }
  do
    n = self->regular ? pread (fd, map.data, wanted, (off_t) self->offset) : read (fd, map.data, wanted);
  while (n < 0 && errno == EINTR);
  weir_buffer_unmap (*buffer, &map);
  if (n <= 0) {
    g_clear_pointer (buffer, weir_buffer_unref);
    if (n == 0)
      return WEIR_FLOW_EOS;
    weir_file_set_error (error, "filesrc", WEIR_FILE_READ, self->location, errno);
    return WEIR_FLOW_ERROR;
  }
  if ((gsize) n < wanted)
    weir_buffer_set_size (*buffer, n);
  (*buffer)->offset = self->offset;
  (*buffer)->offset_end = self->offset += (guint64) n;
  return WEIR_FLOW_OK;
}

static gboolean
weir_file_src_is_seekable (WeirSource *source)
{
  return WEIR_FILE_SRC (source)->regular;
}

static gboolean
weir_file_src_do_seek (WeirSource *source, WeirSegment *segment, GError **error)
{
  if (segment->rate < 0) {
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_SEEK, "filesrc reads forward only, not at rate %g",
                 segment->rate);
    return FALSE;
  }
  WEIR_FILE_SRC (source)->offset = segment->position;
  return TRUE;
}

/* --- at any place ----------------------------------------------------------------------------------------------------- */

static char *
weir_file_src_dup_location (WeirByteReader *reader)
{
  char *location = NULL;

  g_object_get (reader, "location", &location, NULL);
  return location;
}

/* Those who read are started before their source is: they ask when it isn't open yet. */
static gint64
weir_file_src_get_size (WeirByteReader *reader)
{
  g_autofree char *location = weir_file_src_dup_location (reader);
  struct stat st;

  if (location == NULL || stat (location, &st) < 0 || !S_ISREG (st.st_mode))
    return -1;
  return (gint64) st.st_size;
}

/* Any thread. (transfer full) (nullable) */
static File *
ref_or_open_file (WeirFileSrc *self, GError **error)
{
  File *file = ref_file (self);
  struct stat st;

  if (file == NULL) {
    g_autofree char *location = weir_file_src_dup_location (WEIR_BYTE_READER (self));

    if (location == NULL)
      weir_file_set_no_location (error, "filesrc", "video.mp4");
    else
      file = file_open (location, &st, error);
  }
  return file;
}

static gssize
weir_file_src_read_at (WeirByteReader *reader, guint64 offset, gpointer bytes, gsize n, GError **error)
{
  WeirFileSrc *self = WEIR_FILE_SRC (reader);
  File *file = ref_or_open_file (self, error);
  gsize got = 0;
  ssize_t now = 0;

  if (file == NULL)
    return -1;
  while (got < n) {
    now = pread (file->fd, (guint8 *) bytes + got, n - got, (off_t) (offset + got));
    if (now == 0 || (now < 0 && errno != EINTR))
      break;
    got += (gsize) MAX (now, 0);
  }
  if (now < 0) {
    g_autofree char *location = weir_file_src_dup_location (reader);

    weir_file_set_error (error, "filesrc", WEIR_FILE_READ, location, errno);
  }
  file_unref (file);
  return now < 0 ? -1 : (gssize) got;
}

static void
byte_reader_init (gpointer iface, gpointer data)
{
  WeirByteReaderInterface *reader = iface;

  reader->get_size = weir_file_src_get_size;
  reader->read_at = weir_file_src_read_at;
  reader->dup_location = weir_file_src_dup_location;
}

/* --- URIs ------------------------------------------------------------------------------------------------------------- */

static char *
weir_file_src_get_uri (WeirURIHandler *handler)
{
  return weir_file_element_get_uri (WEIR_ELEMENT_CAST (handler));
}

static gboolean
weir_file_src_set_uri (WeirURIHandler *handler, const char *uri, GError **error)
{
  return weir_file_element_set_uri (WEIR_ELEMENT_CAST (handler), uri, error);
}

static void
uri_handler_init (gpointer iface, gpointer data)
{
  WeirURIHandlerInterface *handler = iface;

  handler->get_uri = weir_file_src_get_uri;
  handler->set_uri = weir_file_src_set_uri;
}

/* --- the object ------------------------------------------------------------------------------------------------------- */

static void
weir_file_src_finalize (GObject *object)
{
  WeirFileSrc *self = WEIR_FILE_SRC (object);

  file_unref (self->file);
  pthread_mutex_destroy (&self->lock);
  G_OBJECT_CLASS (weir_file_src_parent_class)->finalize (object);
}

static void
weir_file_src_class_init (WeirFileSrcClass *klass)
{
  WeirSourceClass *source_class = WEIR_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_file_src_finalize;
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  source_class->start = weir_file_src_start;
  source_class->stop = weir_file_src_stop;
  source_class->create = weir_file_src_create;
  source_class->is_seekable = weir_file_src_is_seekable;
  source_class->do_seek = weir_file_src_do_seek;
}

static void
weir_file_src_init (WeirFileSrc *self)
{
  pthread_mutex_init (&self->lock, NULL);
}
