// What CloudFormation's handlers of every resource type call, and the types behind the formats of ARNs: handlers.tsv and
// formats.tsv, which the assembler puts into the executable.
#include <stddef.h>

extern const unsigned char aws_permission_handlers[];
extern const unsigned char aws_permission_handlers_end[];
extern const unsigned char aws_permission_formats[];
extern const unsigned char aws_permission_formats_end[];

static inline const unsigned char *aws_permission_handlers_start(void) { return aws_permission_handlers; }
static inline size_t aws_permission_handlers_size(void) {
    return (size_t)(aws_permission_handlers_end - aws_permission_handlers);
}
static inline const unsigned char *aws_permission_formats_start(void) { return aws_permission_formats; }
static inline size_t aws_permission_formats_size(void) {
    return (size_t)(aws_permission_formats_end - aws_permission_formats);
}
