// What is known of every resource type, of actions, of the values that regions offer, and of changes: catalogue.tsv,
// actions.tsv, values.tsv and changes.tsv, which the assembler puts into the executable.
#include <stddef.h>

extern const unsigned char aws_resource_catalogue[];
extern const unsigned char aws_resource_catalogue_end[];
extern const unsigned char aws_resource_actions[];
extern const unsigned char aws_resource_actions_end[];
extern const unsigned char aws_resource_values[];
extern const unsigned char aws_resource_values_end[];
extern const unsigned char aws_resource_changes[];
extern const unsigned char aws_resource_changes_end[];

static inline const unsigned char *aws_resource_catalogue_start(void) { return aws_resource_catalogue; }
static inline size_t aws_resource_catalogue_size(void) {
    return (size_t)(aws_resource_catalogue_end - aws_resource_catalogue);
}
static inline const unsigned char *aws_resource_actions_start(void) { return aws_resource_actions; }
static inline size_t aws_resource_actions_size(void) {
    return (size_t)(aws_resource_actions_end - aws_resource_actions);
}
static inline const unsigned char *aws_resource_values_start(void) { return aws_resource_values; }
static inline size_t aws_resource_values_size(void) {
    return (size_t)(aws_resource_values_end - aws_resource_values);
}
static inline const unsigned char *aws_resource_changes_start(void) { return aws_resource_changes; }
static inline size_t aws_resource_changes_size(void) {
    return (size_t)(aws_resource_changes_end - aws_resource_changes);
}
