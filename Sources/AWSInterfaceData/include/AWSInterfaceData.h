// How every resource type looks in Swift: interfaces.tsv, which the assembler puts into the executable.
#include <stddef.h>

extern const unsigned char aws_resource_interfaces[];
extern const unsigned char aws_resource_interfaces_end[];

static inline const unsigned char *aws_resource_interfaces_start(void) { return aws_resource_interfaces; }
static inline size_t aws_resource_interfaces_size(void) {
    return (size_t)(aws_resource_interfaces_end - aws_resource_interfaces);
}
