/* SPDX-License-Identifier: MIT */
/* A structure is a name and named values: one alternative of caps, the content of events,
 * messages and queries.
 *
 * Who holds a structure alone may write it. One that is part of something shared (caps, an event)
 * may be written as long as the reference count of its parent is one. */
#pragma once

#include <weir/base/time.h>
#include <weir/data/value.h>

#include <stdarg.h>

G_BEGIN_DECLS

/**
 * WeirStructure:
 *
 * A name and named values.
 */
typedef struct _WeirStructure WeirStructure;

#define WEIR_TYPE_STRUCTURE (weir_structure_get_type ())
#define WEIR_STRUCTURE(object) ((WeirStructure *) (object))
#define WEIR_IS_STRUCTURE(object) ((object) != NULL)

/* How deep values may nest (lists in lists, structures in structures) when they are parsed. */
#define WEIR_STRUCTURE_MAX_DEPTH 32

/**
 * WeirStructureForeachFunc:
 * @field: the field's name
 * @value: its value
 * @user_data: what was given with the function
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*WeirStructureForeachFunc) (const char *field, const GValue *value,
                                              gpointer user_data);

/**
 * WeirStructureMapFunc:
 * @field: the field's name
 * @value: its value, which may be changed
 * @user_data: what was given with the function
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*WeirStructureMapFunc) (const char *field, GValue *value, gpointer user_data);

/**
 * WeirStructureFilterMapFunc:
 * @field: the field's name
 * @value: its value, which may be changed
 * @user_data: what was given with the function
 *
 * Returns: %TRUE to keep the field, %FALSE to remove it
 */
typedef gboolean (*WeirStructureFilterMapFunc) (const char *field, GValue *value,
                                                gpointer user_data);

WEIR_API GType weir_structure_get_type (void);

/* Making */

WEIR_API WeirStructure *weir_structure_new_empty (const char *name);
WEIR_API WeirStructure *weir_structure_new (const char *name, const char *firstfield,
                                            ...) G_GNUC_NULL_TERMINATED;
WEIR_API WeirStructure *weir_structure_new_valist (const char *name, const char *firstfield,
                                                   va_list varargs);
WEIR_API WeirStructure *weir_structure_new_from_string (const char *string);
WEIR_API WeirStructure *weir_structure_from_string (const char *string, char **end);
WEIR_API WeirStructure *weir_structure_from_string_checked (const char *string, GError **error);
WEIR_API WeirStructure *weir_structure_copy (const WeirStructure *structure);
WEIR_API void weir_structure_free (WeirStructure *structure);
WEIR_API gboolean weir_structure_take (WeirStructure **oldstr_ptr, WeirStructure *newstr);
WEIR_API gboolean weir_structure_set_parent_refcount (WeirStructure *structure, int *refcount);
WEIR_API gboolean weir_structure_is_writable (const WeirStructure *structure);

/* Name */

WEIR_API const char *weir_structure_get_name (const WeirStructure *structure);
WEIR_API gboolean weir_structure_has_name (const WeirStructure *structure, const char *name);
WEIR_API void weir_structure_set_name (WeirStructure *structure, const char *name);

/* Fields */

WEIR_API int weir_structure_n_fields (const WeirStructure *structure);
WEIR_API const char *weir_structure_nth_field_name (const WeirStructure *structure, guint index);
WEIR_API gboolean weir_structure_has_field (const WeirStructure *structure, const char *fieldname);
WEIR_API gboolean weir_structure_has_field_typed (const WeirStructure *structure,
                                                  const char *fieldname, GType type);
WEIR_API GType weir_structure_get_field_type (const WeirStructure *structure,
                                              const char *fieldname);
WEIR_API const GValue *weir_structure_get_value (const WeirStructure *structure,
                                                 const char *fieldname);
WEIR_API void weir_structure_set_value (WeirStructure *structure, const char *fieldname,
                                        const GValue *value);
WEIR_API void weir_structure_take_value (WeirStructure *structure, const char *fieldname,
                                         GValue *value);
WEIR_API void weir_structure_set (WeirStructure *structure, const char *fieldname,
                                  ...) G_GNUC_NULL_TERMINATED;
WEIR_API void weir_structure_set_valist (WeirStructure *structure, const char *fieldname,
                                         va_list varargs);
WEIR_API gboolean weir_structure_get (const WeirStructure *structure, const char *first_fieldname,
                                      ...) G_GNUC_NULL_TERMINATED;
WEIR_API gboolean weir_structure_get_valist (const WeirStructure *structure,
                                             const char *first_fieldname, va_list args);
WEIR_API void weir_structure_remove_field (WeirStructure *structure, const char *fieldname);
WEIR_API void weir_structure_remove_fields (WeirStructure *structure, const char *fieldname,
                                            ...) G_GNUC_NULL_TERMINATED;
WEIR_API void weir_structure_remove_fields_valist (WeirStructure *structure, const char *fieldname,
                                                   va_list varargs);
WEIR_API void weir_structure_remove_all_fields (WeirStructure *structure);

/* Fields of one type */

WEIR_API gboolean weir_structure_get_boolean (const WeirStructure *structure, const char *fieldname,
                                              gboolean *value);
WEIR_API gboolean weir_structure_get_int (const WeirStructure *structure, const char *fieldname,
                                          int *value);
WEIR_API gboolean weir_structure_get_uint (const WeirStructure *structure, const char *fieldname,
                                           guint *value);
WEIR_API gboolean weir_structure_get_int64 (const WeirStructure *structure, const char *fieldname,
                                            gint64 *value);
WEIR_API gboolean weir_structure_get_uint64 (const WeirStructure *structure, const char *fieldname,
                                             guint64 *value);
WEIR_API gboolean weir_structure_get_double (const WeirStructure *structure, const char *fieldname,
                                             double *value);
WEIR_API const char *weir_structure_get_string (const WeirStructure *structure,
                                                const char *fieldname);
WEIR_API gboolean weir_structure_get_fraction (const WeirStructure *structure,
                                               const char *fieldname, int *value_numerator,
                                               int *value_denominator);
WEIR_API gboolean weir_structure_get_enum (const WeirStructure *structure, const char *fieldname,
                                           GType enumtype, int *value);
WEIR_API gboolean weir_structure_get_flags (const WeirStructure *structure, const char *fieldname,
                                            GType flags_type, guint *value);
WEIR_API gboolean weir_structure_get_flagset (const WeirStructure *structure, const char *fieldname,
                                              guint *value_flags, guint *value_mask);
WEIR_API gboolean weir_structure_get_clock_time (const WeirStructure *structure,
                                                 const char *fieldname, WeirClockTime *value);
WEIR_API gboolean weir_structure_get_date (const WeirStructure *structure, const char *fieldname,
                                           GDate **value);
WEIR_API gboolean weir_structure_get_list (const WeirStructure *structure, const char *fieldname,
                                           WeirValueList **list);
WEIR_API gboolean weir_structure_get_array (const WeirStructure *structure, const char *fieldname,
                                            WeirValueArray **array);
WEIR_API void weir_structure_set_list (WeirStructure *structure, const char *fieldname,
                                       const WeirValueList *list);
WEIR_API void weir_structure_set_array (WeirStructure *structure, const char *fieldname,
                                        const WeirValueArray *array);

/* All fields */

WEIR_API gboolean weir_structure_foreach (const WeirStructure *structure,
                                          WeirStructureForeachFunc func, gpointer user_data);
WEIR_API gboolean weir_structure_map_in_place (WeirStructure *structure, WeirStructureMapFunc func,
                                               gpointer user_data);
WEIR_API void weir_structure_filter_and_map_in_place (WeirStructure *structure,
                                                      WeirStructureFilterMapFunc func,
                                                      gpointer user_data);

/* Fixating */

WEIR_API void weir_structure_fixate (WeirStructure *structure);
WEIR_API gboolean weir_structure_fixate_field (WeirStructure *structure, const char *field_name);
WEIR_API gboolean weir_structure_fixate_field_boolean (WeirStructure *structure,
                                                       const char *field_name, gboolean target);
WEIR_API gboolean weir_structure_fixate_field_string (WeirStructure *structure,
                                                      const char *field_name, const char *target);
WEIR_API gboolean weir_structure_fixate_field_nearest_int (WeirStructure *structure,
                                                           const char *field_name, int target);
WEIR_API gboolean weir_structure_fixate_field_nearest_double (WeirStructure *structure,
                                                              const char *field_name,
                                                              double target);
WEIR_API gboolean weir_structure_fixate_field_nearest_fraction (WeirStructure *structure,
                                                                const char *field_name,
                                                                int target_numerator,
                                                                int target_denominator);

/* As sets */

WEIR_API gboolean weir_structure_is_fixed (const WeirStructure *structure);
WEIR_API gboolean weir_structure_is_equal (const WeirStructure *structure1,
                                           const WeirStructure *structure2);
WEIR_API gboolean weir_structure_is_subset (const WeirStructure *subset,
                                            const WeirStructure *superset);
WEIR_API gboolean weir_structure_can_intersect (const WeirStructure *struct1,
                                                const WeirStructure *struct2);
WEIR_API WeirStructure *weir_structure_intersect (const WeirStructure *struct1,
                                                  const WeirStructure *struct2);

/* As text */

WEIR_API char *weir_structure_to_string (const WeirStructure *structure);
WEIR_API char *weir_structure_serialize (const WeirStructure *structure, WeirSerializeFlags flags);

/* In values */

WEIR_API const WeirStructure *weir_value_get_structure (const GValue *value);
WEIR_API void weir_value_set_structure (GValue *value, const WeirStructure *structure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirStructure, weir_structure_free)

G_END_DECLS
