/* SPDX-License-Identifier: MIT */
/* Finding out what kind of stream something is: a function looks at its bytes and suggests caps. */
#pragma once

#include <weir/registry/plugin-feature.h>

G_BEGIN_DECLS

#define WEIR_TYPE_TYPE_FIND (weir_type_find_get_type ())
WEIR_API GType weir_type_find_get_type (void) G_GNUC_CONST;

/**
 * WeirTypeFindProbability:
 * @WEIR_TYPE_FIND_NONE: not at all
 * @WEIR_TYPE_FIND_MINIMUM: nothing speaks against it
 * @WEIR_TYPE_FIND_POSSIBLE: it may be
 * @WEIR_TYPE_FIND_LIKELY: it should be
 * @WEIR_TYPE_FIND_NEARLY_CERTAIN: hardly anything else
 * @WEIR_TYPE_FIND_MAXIMUM: certainly
 *
 * How sure a typefind function is.
 */
typedef enum {
  WEIR_TYPE_FIND_NONE = 0,
  WEIR_TYPE_FIND_MINIMUM = 1,
  WEIR_TYPE_FIND_POSSIBLE = 50,
  WEIR_TYPE_FIND_LIKELY = 80,
  WEIR_TYPE_FIND_NEARLY_CERTAIN = 99,
  WEIR_TYPE_FIND_MAXIMUM = 100,
} WeirTypeFindProbability;

WEIR_API GType weir_type_find_probability_get_type (void) G_GNUC_CONST;
#define WEIR_TYPE_TYPE_FIND_PROBABILITY (weir_type_find_probability_get_type ())

typedef struct _WeirTypeFind WeirTypeFind;

/**
 * WeirTypeFind:
 * @peek: gives @size bytes from @offset on (negative: from the end), or %NULL if they aren't there; they stay until the
 *   next call
 * @suggest: takes note of a suggestion
 * @data: what the two get
 * @get_length: (nullable): gives the length of the stream in bytes, 0 if it isn't known
 *
 * What a typefind function may ask. Who has the stream fills it in.
 */
struct _WeirTypeFind {
  const guint8 *(*peek) (gpointer data, gint64 offset, guint size);
  void (*suggest) (gpointer data, guint probability, WeirCaps *caps);
  gpointer data;
  guint64 (*get_length) (gpointer data);
};

/**
 * WeirTypeFindFunction:
 * @find: the stream
 * @user_data: (closure): what was given
 *
 * Looks at a stream, and suggests what it is if it knows.
 */
typedef void (*WeirTypeFindFunction) (WeirTypeFind *find, gpointer user_data);

WEIR_API const guint8 *weir_type_find_peek (WeirTypeFind *find, gint64 offset, guint *size);
WEIR_API void weir_type_find_suggest (WeirTypeFind *find, guint probability, WeirCaps *caps);
WEIR_API void weir_type_find_suggest_simple (WeirTypeFind *find, guint probability,
                                             const char *media_type, const char *fieldname,
                                             ...) G_GNUC_NULL_TERMINATED;
WEIR_API void weir_type_find_suggest_empty_simple (WeirTypeFind *find, guint probability,
                                                   const char *media_type);
WEIR_API guint64 weir_type_find_get_length (WeirTypeFind *find);
WEIR_API gboolean weir_type_find_register (WeirPlugin *plugin, const char *name, guint rank,
                                           WeirTypeFindFunction func, const char *extensions,
                                           WeirCaps *possible_caps, gpointer data,
                                           GDestroyNotify data_notify);

/* --- what is registered --- */

#define WEIR_TYPE_TYPE_FIND_FACTORY (weir_type_find_factory_get_type ())
WEIR_API GType weir_type_find_factory_get_type (void) G_GNUC_CONST;
#define WEIR_TYPE_FIND_FACTORY(object)                                                             \
  (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_TYPE_FIND_FACTORY, WeirTypeFindFactory))
#define WEIR_IS_TYPE_FIND_FACTORY(object)                                                          \
  (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_TYPE_FIND_FACTORY))

/**
 * WeirTypeFindFactory:
 *
 * A registered typefind function. Its module is opened when it is first called.
 */
typedef struct _WeirTypeFindFactoryClass WeirTypeFindFactoryClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTypeFindFactory, g_object_unref)

WEIR_API GList *weir_type_find_factory_get_list (void);
WEIR_API const char *const *weir_type_find_factory_get_extensions (WeirTypeFindFactory *factory);
WEIR_API WeirCaps *weir_type_find_factory_get_caps (WeirTypeFindFactory *factory);
WEIR_API gboolean weir_type_find_factory_has_function (WeirTypeFindFactory *factory);
WEIR_API void weir_type_find_factory_call_function (WeirTypeFindFactory *factory,
                                                    WeirTypeFind *find);

G_END_DECLS
