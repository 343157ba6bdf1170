/* SPDX-License-Identifier: MIT */
/* Property tables: what an element can be told, declared once.
 *
 * A table row says where the value lies in the instance, its type, range, default and flags, and what it means. From it
 * come the GObject property, `weir inspect`, the page, the reference, and the one setter there is: it checks the value,
 * keeps it as the shadow that readers see, and the engine stores it in the instance at the next item boundary, when the
 * element is not at work. So element code reads plain fields, without locks.
 */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

typedef enum {
  WEIR_PROP_KIND_BOOLEAN = 1,
  WEIR_PROP_KIND_INT,
  WEIR_PROP_KIND_UINT,
  WEIR_PROP_KIND_INT64,
  WEIR_PROP_KIND_UINT64,
  WEIR_PROP_KIND_FLOAT,
  WEIR_PROP_KIND_DOUBLE,
  WEIR_PROP_KIND_STRING,   /* char *, owned by the instance */
  WEIR_PROP_KIND_ENUM,     /* int */
  WEIR_PROP_KIND_FLAGS,    /* guint */
  WEIR_PROP_KIND_BOXED,    /* owned by the instance; caps, structures ... */
  WEIR_PROP_KIND_OBJECT,   /* referenced by the instance */
  WEIR_PROP_KIND_FRACTION, /* int[2] */
} WeirPropKind;

typedef enum {
  /* May be changed in any state; without it, only in NULL and READY. */
  WEIR_PROP_LIVE = 1 << 0,
  /* Not settable: `get` computes it, in any thread. */
  WEIR_PROP_READ_ONLY = 1 << 1,
  /* Names a file, host or device: the service asks for a token before it is set. */
  WEIR_PROP_LOCATION = 1 << 2,
  /* Settable, not readable. */
  WEIR_PROP_WRITE_ONLY = 1 << 3,
  /* Can be given only when the element is made. */
  WEIR_PROP_CONSTRUCT_ONLY = 1 << 4,
  /* Holds a secret or may contain one: shown as *** where URIs are. */
  WEIR_PROP_SECRET = 1 << 5,
} WeirPropFlags;

typedef struct _WeirProp WeirProp;

struct _WeirProp {
  const char *name;
  const char *blurb;
  WeirPropKind kind;
  WeirPropFlags flags;
  guint offset; /* of the field in the instance (or in the private part, for base classes) */
  union {
    struct {
      gint64 min, max, def;
    } i; /* BOOLEAN, INT, INT64, ENUM */
    struct {
      guint64 min, max, def;
    } u; /* UINT, UINT64, FLAGS */
    struct {
      double min, max, def;
    } d; /* FLOAT, DOUBLE */
    struct {
      const char *def;
    } s; /* STRING */
    struct {
      int num, den;
    } q; /* FRACTION */
  };
  GType (*get_type) (void); /* ENUM, FLAGS, BOXED, OBJECT, FRACTION */
  /* Nullable. Any thread: computes what a reader sees, instead of the shadow. */
  void (*get) (gpointer self, GValue *value);
};

#define WEIR_PROP_FIELD_(Type, field) ((guint) G_STRUCT_OFFSET (Type, field))

#define WEIR_PROP_BOOLEAN(Type, field, name_, def_, flags_, blurb_)                                                      \
  {                                                                                                                      \
    .name = name_, .blurb = blurb_, .kind = WEIR_PROP_KIND_BOOLEAN, .flags = flags_,                                     \
    .offset = WEIR_PROP_FIELD_ (Type, field), .i = { 0, 1, def_ }                                                        \
  }
#define WEIR_PROP_NUMBER_(Type, field, name_, kind_, u_, min_, max_, def_, flags_, blurb_)                               \
  {                                                                                                                      \
    .name = name_, .blurb = blurb_, .kind = WEIR_PROP_KIND_##kind_, .flags = flags_,                                     \
    .offset = WEIR_PROP_FIELD_ (Type, field), .u_ = { min_, max_, def_ }                                                 \
  }
#define WEIR_PROP_INT(T, f, name_, min_, max_, def_, flags_, blurb_)                                                     \
  WEIR_PROP_NUMBER_ (T, f, name_, INT, i, min_, max_, def_, flags_, blurb_)
#define WEIR_PROP_INT64(T, f, name_, min_, max_, def_, flags_, blurb_)                                                   \
  WEIR_PROP_NUMBER_ (T, f, name_, INT64, i, min_, max_, def_, flags_, blurb_)
#define WEIR_PROP_UINT(T, f, name_, min_, max_, def_, flags_, blurb_)                                                    \
  WEIR_PROP_NUMBER_ (T, f, name_, UINT, u, min_, max_, def_, flags_, blurb_)
#define WEIR_PROP_UINT64(T, f, name_, min_, max_, def_, flags_, blurb_)                                                  \
  WEIR_PROP_NUMBER_ (T, f, name_, UINT64, u, min_, max_, def_, flags_, blurb_)
#define WEIR_PROP_FLOAT(T, f, name_, min_, max_, def_, flags_, blurb_)                                                   \
  WEIR_PROP_NUMBER_ (T, f, name_, FLOAT, d, min_, max_, def_, flags_, blurb_)
#define WEIR_PROP_DOUBLE(T, f, name_, min_, max_, def_, flags_, blurb_)                                                  \
  WEIR_PROP_NUMBER_ (T, f, name_, DOUBLE, d, min_, max_, def_, flags_, blurb_)
#define WEIR_PROP_STRING(Type, field, name_, def_, flags_, blurb_)                                                       \
  {                                                                                                                      \
    .name = name_, .blurb = blurb_, .kind = WEIR_PROP_KIND_STRING, .flags = flags_,                                      \
    .offset = WEIR_PROP_FIELD_ (Type, field), .s = { def_ }                                                              \
  }
#define WEIR_PROP_ENUM(Type, field, name_, get_type_, def_, flags_, blurb_)                                              \
  {                                                                                                                      \
    .name = name_, .blurb = blurb_, .kind = WEIR_PROP_KIND_ENUM, .flags = flags_,                                        \
    .offset = WEIR_PROP_FIELD_ (Type, field), .i = { 0, 0, def_ }, .get_type = get_type_                                 \
  }
#define WEIR_PROP_FLAGS(Type, field, name_, get_type_, def_, flags_, blurb_)                                             \
  {                                                                                                                      \
    .name = name_, .blurb = blurb_, .kind = WEIR_PROP_KIND_FLAGS, .flags = flags_,                                       \
    .offset = WEIR_PROP_FIELD_ (Type, field), .u = { 0, 0, def_ }, .get_type = get_type_                                 \
  }
#define WEIR_PROP_BOXED(Type, field, name_, get_type_, flags_, blurb_)                                                   \
  {                                                                                                                      \
    .name = name_, .blurb = blurb_, .kind = WEIR_PROP_KIND_BOXED, .flags = flags_,                                       \
    .offset = WEIR_PROP_FIELD_ (Type, field), .get_type = get_type_                                                      \
  }
#define WEIR_PROP_OBJECT(Type, field, name_, get_type_, flags_, blurb_)                                                  \
  {                                                                                                                      \
    .name = name_, .blurb = blurb_, .kind = WEIR_PROP_KIND_OBJECT, .flags = flags_,                                      \
    .offset = WEIR_PROP_FIELD_ (Type, field), .get_type = get_type_                                                      \
  }
#define WEIR_PROP_FRACTION(Type, field, name_, get_type_, num_, den_, flags_, blurb_)                                    \
  {                                                                                                                      \
    .name = name_, .blurb = blurb_, .kind = WEIR_PROP_KIND_FRACTION, .flags = flags_,                                    \
    .offset = WEIR_PROP_FIELD_ (Type, field), .q = { num_, den_ }, .get_type = get_type_                                 \
  }
/* A value that `get_` computes when it is asked for; `type_` is what it yields. */
#define WEIR_PROP_COMPUTED(name_, kind_, get_type_, get_, blurb_)                                                        \
  {                                                                                                                      \
    .name = name_, .blurb = blurb_, .kind = WEIR_PROP_KIND_##kind_, .flags = WEIR_PROP_READ_ONLY,                        \
    .get_type = get_type_, .get = get_                                                                                   \
  }

/* For the library itself: not exported, and so nothing for bindings. */
#ifndef __GI_SCANNER__
/* The GObject parameter that a row describes. Ownership: full, floating. */
GParamSpec *weir_prop_make_pspec (const WeirProp *prop);
/* The GType of its value. */
GType weir_prop_value_type (const WeirProp *prop);
/* Stores a checked value in the field at `field` (owner), freeing what was there. */
void weir_prop_store (const WeirProp *prop, gpointer field, const GValue *value);
/* Writes the default into the field, which is zero before. */
void weir_prop_store_default (const WeirProp *prop, gpointer field);
/* Frees what the field owns. */
void weir_prop_clear (const WeirProp *prop, gpointer field);
/* Reads the field into `value`, which is unset. */
void weir_prop_load (const WeirProp *prop, gconstpointer field, GValue *value);
#endif

G_END_DECLS
