// What is known of every resource type: catalogue.tsv, which the assembler puts into the executable.
#include <stddef.h>

extern const unsigned char aws_resource_catalogue[];
extern const unsigned char aws_resource_catalogue_end[];

static inline const unsigned char *aws_resource_catalogue_start(void) { return aws_resource_catalogue; }
static inline size_t aws_resource_catalogue_size(void) {
    return (size_t)(aws_resource_catalogue_end - aws_resource_catalogue);
}
