// What is known of every resource type and of actions: catalogue.tsv and actions.tsv, which the assembler puts into the
// executable.
#include <stddef.h>

extern const unsigned char aws_resource_catalogue[];
extern const unsigned char aws_resource_catalogue_end[];
extern const unsigned char aws_resource_actions[];
extern const unsigned char aws_resource_actions_end[];

static inline const unsigned char *aws_resource_catalogue_start(void) { return aws_resource_catalogue; }
static inline size_t aws_resource_catalogue_size(void) {
    return (size_t)(aws_resource_catalogue_end - aws_resource_catalogue);
}
static inline const unsigned char *aws_resource_actions_start(void) { return aws_resource_actions; }
static inline size_t aws_resource_actions_size(void) {
    return (size_t)(aws_resource_actions_end - aws_resource_actions);
}
