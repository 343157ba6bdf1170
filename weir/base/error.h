/* SPDX-License-Identifier: MIT */
/* What can go wrong, as GError domains and codes, and the help that goes with a message. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

/**
 * WeirError:
 * @WEIR_ERROR_FAILED: what no other code describes
 * @WEIR_ERROR_SYNTAX: a text doesn't parse; the message names the position
 * @WEIR_ERROR_UNKNOWN_NAME: an element, property, pad or field of that name doesn't exist
 * @WEIR_ERROR_WRONG_VALUE: a value is of the wrong type or out of its range
 * @WEIR_ERROR_WRONG_STATE: not possible in the present state
 * @WEIR_ERROR_NAME_TAKEN: the name is used already
 * @WEIR_ERROR_PAD_TAKEN: the pad is linked already
 * @WEIR_ERROR_LOOP: the link would close a circle
 * @WEIR_ERROR_CAPS: two pads have no format in common
 * @WEIR_ERROR_LIMIT: larger, deeper or more than what is allowed
 * @WEIR_ERROR_STALLED: a part of a pipeline can't go on
 * @WEIR_ERROR_TIMEOUT: it took longer than allowed
 * @WEIR_ERROR_CANCELLED: stopped on request
 * @WEIR_ERROR_PLUGIN: a plugin can't be loaded or is not well-formed
 * @WEIR_ERROR_UNSUPPORTED: Weir doesn't have this
 *
 * Codes of the domain %WEIR_ERROR, for what concerns pipelines as such. What concerns streams,
 * files and libraries uses the other domains of this file.
 */
typedef enum {
  WEIR_ERROR_FAILED = 1,
  WEIR_ERROR_SYNTAX,
  WEIR_ERROR_UNKNOWN_NAME,
  WEIR_ERROR_WRONG_VALUE,
  WEIR_ERROR_WRONG_STATE,
  WEIR_ERROR_NAME_TAKEN,
  WEIR_ERROR_PAD_TAKEN,
  WEIR_ERROR_LOOP,
  WEIR_ERROR_CAPS,
  WEIR_ERROR_LIMIT,
  WEIR_ERROR_STALLED,
  WEIR_ERROR_TIMEOUT,
  WEIR_ERROR_CANCELLED,
  WEIR_ERROR_PLUGIN,
  WEIR_ERROR_UNSUPPORTED,
} WeirError;

/**
 * WeirCoreError:
 * @WEIR_CORE_ERROR_FAILED: a general failure of the engine
 * @WEIR_CORE_ERROR_TOO_LAZY: a failure that nobody has given a code of its own
 * @WEIR_CORE_ERROR_NOT_IMPLEMENTED: the operation doesn't exist
 * @WEIR_CORE_ERROR_STATE_CHANGE: a change of state failed
 * @WEIR_CORE_ERROR_PAD: trouble with a pad
 * @WEIR_CORE_ERROR_THREAD: trouble with threads
 * @WEIR_CORE_ERROR_NEGOTIATION: two pads couldn't agree on a format
 * @WEIR_CORE_ERROR_EVENT: trouble with an event
 * @WEIR_CORE_ERROR_SEEK: a seek failed
 * @WEIR_CORE_ERROR_CAPS: trouble with caps
 * @WEIR_CORE_ERROR_TAG: trouble with tags
 * @WEIR_CORE_ERROR_MISSING_PLUGIN: an element that is needed isn't installed
 * @WEIR_CORE_ERROR_CLOCK: trouble with the clock
 * @WEIR_CORE_ERROR_DISABLED: the function was left out of this build
 * @WEIR_CORE_ERROR_NUM_ERRORS: one more than the last code
 *
 * Failures of the engine.
 */
typedef enum {
  WEIR_CORE_ERROR_FAILED = 1,
  WEIR_CORE_ERROR_TOO_LAZY,
  WEIR_CORE_ERROR_NOT_IMPLEMENTED,
  WEIR_CORE_ERROR_STATE_CHANGE,
  WEIR_CORE_ERROR_PAD,
  WEIR_CORE_ERROR_THREAD,
  WEIR_CORE_ERROR_NEGOTIATION,
  WEIR_CORE_ERROR_EVENT,
  WEIR_CORE_ERROR_SEEK,
  WEIR_CORE_ERROR_CAPS,
  WEIR_CORE_ERROR_TAG,
  WEIR_CORE_ERROR_MISSING_PLUGIN,
  WEIR_CORE_ERROR_CLOCK,
  WEIR_CORE_ERROR_DISABLED,
  WEIR_CORE_ERROR_NUM_ERRORS,
} WeirCoreError;

/**
 * WeirLibraryError:
 * @WEIR_LIBRARY_ERROR_FAILED: a general failure of a library
 * @WEIR_LIBRARY_ERROR_TOO_LAZY: a failure that nobody has given a code of its own
 * @WEIR_LIBRARY_ERROR_INIT: a library couldn't be initialised
 * @WEIR_LIBRARY_ERROR_SHUTDOWN: a library couldn't be closed
 * @WEIR_LIBRARY_ERROR_SETTINGS: a library refused its settings
 * @WEIR_LIBRARY_ERROR_ENCODE: a library couldn't encode
 * @WEIR_LIBRARY_ERROR_NUM_ERRORS: one more than the last code
 *
 * Failures of libraries that elements use.
 */
typedef enum {
  WEIR_LIBRARY_ERROR_FAILED = 1,
  WEIR_LIBRARY_ERROR_TOO_LAZY,
  WEIR_LIBRARY_ERROR_INIT,
  WEIR_LIBRARY_ERROR_SHUTDOWN,
  WEIR_LIBRARY_ERROR_SETTINGS,
  WEIR_LIBRARY_ERROR_ENCODE,
  WEIR_LIBRARY_ERROR_NUM_ERRORS,
} WeirLibraryError;

/**
 * WeirResourceError:
 * @WEIR_RESOURCE_ERROR_FAILED: a general failure of a file, host or device
 * @WEIR_RESOURCE_ERROR_TOO_LAZY: a failure that nobody has given a code of its own
 * @WEIR_RESOURCE_ERROR_NOT_FOUND: it doesn't exist
 * @WEIR_RESOURCE_ERROR_BUSY: somebody else uses it
 * @WEIR_RESOURCE_ERROR_OPEN_READ: it can't be opened for reading
 * @WEIR_RESOURCE_ERROR_OPEN_WRITE: it can't be opened for writing
 * @WEIR_RESOURCE_ERROR_OPEN_READ_WRITE: it can't be opened for both
 * @WEIR_RESOURCE_ERROR_CLOSE: it can't be closed
 * @WEIR_RESOURCE_ERROR_READ: reading failed
 * @WEIR_RESOURCE_ERROR_WRITE: writing failed
 * @WEIR_RESOURCE_ERROR_SEEK: it can't be read or written at that place
 * @WEIR_RESOURCE_ERROR_SYNC: its data couldn't be made permanent
 * @WEIR_RESOURCE_ERROR_SETTINGS: it refused its settings
 * @WEIR_RESOURCE_ERROR_NO_SPACE_LEFT: it is full
 * @WEIR_RESOURCE_ERROR_NOT_AUTHORIZED: access is not allowed
 * @WEIR_RESOURCE_ERROR_NUM_ERRORS: one more than the last code
 *
 * Failures of files, hosts and devices.
 */
typedef enum {
  WEIR_RESOURCE_ERROR_FAILED = 1,
  WEIR_RESOURCE_ERROR_TOO_LAZY,
  WEIR_RESOURCE_ERROR_NOT_FOUND,
  WEIR_RESOURCE_ERROR_BUSY,
  WEIR_RESOURCE_ERROR_OPEN_READ,
  WEIR_RESOURCE_ERROR_OPEN_WRITE,
  WEIR_RESOURCE_ERROR_OPEN_READ_WRITE,
  WEIR_RESOURCE_ERROR_CLOSE,
  WEIR_RESOURCE_ERROR_READ,
  WEIR_RESOURCE_ERROR_WRITE,
  WEIR_RESOURCE_ERROR_SEEK,
  WEIR_RESOURCE_ERROR_SYNC,
  WEIR_RESOURCE_ERROR_SETTINGS,
  WEIR_RESOURCE_ERROR_NO_SPACE_LEFT,
  WEIR_RESOURCE_ERROR_NOT_AUTHORIZED,
  WEIR_RESOURCE_ERROR_NUM_ERRORS,
} WeirResourceError;

/**
 * WeirStreamError:
 * @WEIR_STREAM_ERROR_FAILED: a general failure with a stream
 * @WEIR_STREAM_ERROR_TOO_LAZY: a failure that nobody has given a code of its own
 * @WEIR_STREAM_ERROR_NOT_IMPLEMENTED: this kind of stream isn't handled
 * @WEIR_STREAM_ERROR_TYPE_NOT_FOUND: nobody knows what kind of stream it is
 * @WEIR_STREAM_ERROR_WRONG_TYPE: it is of another kind than expected
 * @WEIR_STREAM_ERROR_CODEC_NOT_FOUND: no element decodes or encodes it
 * @WEIR_STREAM_ERROR_DECODE: decoding failed
 * @WEIR_STREAM_ERROR_ENCODE: encoding failed
 * @WEIR_STREAM_ERROR_DEMUX: taking the streams apart failed
 * @WEIR_STREAM_ERROR_MUX: putting the streams together failed
 * @WEIR_STREAM_ERROR_FORMAT: the data is not what its format says
 * @WEIR_STREAM_ERROR_DECRYPT: it is encrypted and can't be decrypted
 * @WEIR_STREAM_ERROR_DECRYPT_NOKEY: it is encrypted and the key is missing
 * @WEIR_STREAM_ERROR_NUM_ERRORS: one more than the last code
 *
 * Failures with the data of a stream.
 */
typedef enum {
  WEIR_STREAM_ERROR_FAILED = 1,
  WEIR_STREAM_ERROR_TOO_LAZY,
  WEIR_STREAM_ERROR_NOT_IMPLEMENTED,
  WEIR_STREAM_ERROR_TYPE_NOT_FOUND,
  WEIR_STREAM_ERROR_WRONG_TYPE,
  WEIR_STREAM_ERROR_CODEC_NOT_FOUND,
  WEIR_STREAM_ERROR_DECODE,
  WEIR_STREAM_ERROR_ENCODE,
  WEIR_STREAM_ERROR_DEMUX,
  WEIR_STREAM_ERROR_MUX,
  WEIR_STREAM_ERROR_FORMAT,
  WEIR_STREAM_ERROR_DECRYPT,
  WEIR_STREAM_ERROR_DECRYPT_NOKEY,
  WEIR_STREAM_ERROR_NUM_ERRORS,
} WeirStreamError;

/**
 * WeirParseError:
 * @WEIR_PARSE_ERROR_SYNTAX: the launch line breaks the grammar
 * @WEIR_PARSE_ERROR_NO_SUCH_ELEMENT: it names an element that doesn't exist
 * @WEIR_PARSE_ERROR_NO_SUCH_PROPERTY: it names a property that the element doesn't have
 * @WEIR_PARSE_ERROR_LINK: two elements can't be linked
 * @WEIR_PARSE_ERROR_COULD_NOT_SET_PROPERTY: a property refused the value
 * @WEIR_PARSE_ERROR_EMPTY_BIN: a bin has nothing in it
 * @WEIR_PARSE_ERROR_EMPTY: the line is empty
 * @WEIR_PARSE_ERROR_DELAYED_LINK: a link that waited for a pad was never made
 *
 * Failures of launch lines. (The first code is 0 because programs compare it with the number that
 * they know.)
 */
typedef enum {
  WEIR_PARSE_ERROR_SYNTAX = 0,
  WEIR_PARSE_ERROR_NO_SUCH_ELEMENT,
  WEIR_PARSE_ERROR_NO_SUCH_PROPERTY,
  WEIR_PARSE_ERROR_LINK,
  WEIR_PARSE_ERROR_COULD_NOT_SET_PROPERTY,
  WEIR_PARSE_ERROR_EMPTY_BIN,
  WEIR_PARSE_ERROR_EMPTY,
  WEIR_PARSE_ERROR_DELAYED_LINK,
} WeirParseError;

/**
 * WeirPluginError:
 * @WEIR_PLUGIN_ERROR_MODULE: the file can't be loaded
 * @WEIR_PLUGIN_ERROR_DEPENDENCIES: something that it needs is missing
 * @WEIR_PLUGIN_ERROR_NAME_MISMATCH: another file has given a plugin of that name
 *
 * Failures of loading plugins.
 */
typedef enum {
  WEIR_PLUGIN_ERROR_MODULE = 0,
  WEIR_PLUGIN_ERROR_DEPENDENCIES,
  WEIR_PLUGIN_ERROR_NAME_MISMATCH,
} WeirPluginError;

/**
 * WeirURIError:
 * @WEIR_URI_ERROR_UNSUPPORTED_PROTOCOL: no element handles the scheme
 * @WEIR_URI_ERROR_BAD_URI: the URI is malformed
 * @WEIR_URI_ERROR_BAD_STATE: the URI can't be set in the present state
 * @WEIR_URI_ERROR_BAD_REFERENCE: what the URI points to is not usable
 *
 * Failures with URIs.
 */
typedef enum {
  WEIR_URI_ERROR_UNSUPPORTED_PROTOCOL = 0,
  WEIR_URI_ERROR_BAD_URI,
  WEIR_URI_ERROR_BAD_STATE,
  WEIR_URI_ERROR_BAD_REFERENCE,
} WeirURIError;

#define WEIR_TYPE_ERROR (weir_error_get_type ())
#define WEIR_TYPE_CORE_ERROR (weir_core_error_get_type ())
#define WEIR_TYPE_LIBRARY_ERROR (weir_library_error_get_type ())
#define WEIR_TYPE_RESOURCE_ERROR (weir_resource_error_get_type ())
#define WEIR_TYPE_STREAM_ERROR (weir_stream_error_get_type ())
#define WEIR_TYPE_PARSE_ERROR (weir_parse_error_get_type ())
#define WEIR_TYPE_PLUGIN_ERROR (weir_plugin_error_get_type ())
#define WEIR_TYPE_URI_ERROR (weir_uri_error_get_type ())

WEIR_API GType weir_error_get_type (void);
WEIR_API GType weir_core_error_get_type (void);
WEIR_API GType weir_library_error_get_type (void);
WEIR_API GType weir_resource_error_get_type (void);
WEIR_API GType weir_stream_error_get_type (void);
WEIR_API GType weir_parse_error_get_type (void);
WEIR_API GType weir_plugin_error_get_type (void);
WEIR_API GType weir_uri_error_get_type (void);

#define WEIR_ERROR (weir_error_quark ())
#define WEIR_CORE_ERROR (weir_core_error_quark ())
#define WEIR_LIBRARY_ERROR (weir_library_error_quark ())
#define WEIR_RESOURCE_ERROR (weir_resource_error_quark ())
#define WEIR_STREAM_ERROR (weir_stream_error_quark ())
#define WEIR_PARSE_ERROR (weir_parse_error_quark ())
#define WEIR_PLUGIN_ERROR (weir_plugin_error_quark ())
#define WEIR_URI_ERROR (weir_uri_error_quark ())

WEIR_API GQuark weir_error_quark (void);
WEIR_API GQuark weir_core_error_quark (void);
WEIR_API GQuark weir_library_error_quark (void);
WEIR_API GQuark weir_resource_error_quark (void);
WEIR_API GQuark weir_stream_error_quark (void);
WEIR_API GQuark weir_parse_error_quark (void);
WEIR_API GQuark weir_plugin_error_quark (void);
WEIR_API GQuark weir_uri_error_quark (void);

WEIR_API char *weir_error_get_message (GQuark domain, int code);

WEIR_API GError *weir_error_new_with_hint (WeirError code, const char *hint, const char *format,
                                           ...) G_GNUC_PRINTF (3, 4);
WEIR_API void weir_set_error_with_hint (GError **error, WeirError code, const char *hint,
                                        const char *format, ...) G_GNUC_PRINTF (4, 5);
WEIR_API const char *weir_error_get_hint (const GError *error);
WEIR_API void weir_error_set_hint (GError *error, const char *hint);

WEIR_API const char *weir_error_did_you_mean (const char *const *candidates, gsize n_candidates,
                                              const char *word);

G_END_DECLS
