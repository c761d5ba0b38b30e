// What is known of AWS's prices, of what types are billed by, and of how long versions are supported: instances.tsv,
// prices.tsv, billing.tsv and support.tsv, which the assembler puts into the executable.
#include <stddef.h>

extern const unsigned char aws_instance_prices[];
extern const unsigned char aws_instance_prices_end[];
extern const unsigned char aws_prices[];
extern const unsigned char aws_prices_end[];
extern const unsigned char aws_billing[];
extern const unsigned char aws_billing_end[];
extern const unsigned char aws_support[];
extern const unsigned char aws_support_end[];

static inline const unsigned char *aws_instance_prices_start(void) { return aws_instance_prices; }
static inline size_t aws_instance_prices_size(void) {
    return (size_t)(aws_instance_prices_end - aws_instance_prices);
}
static inline const unsigned char *aws_prices_start(void) { return aws_prices; }
static inline size_t aws_prices_size(void) { return (size_t)(aws_prices_end - aws_prices); }
static inline const unsigned char *aws_billing_start(void) { return aws_billing; }
static inline size_t aws_billing_size(void) { return (size_t)(aws_billing_end - aws_billing); }
static inline const unsigned char *aws_support_start(void) { return aws_support; }
static inline size_t aws_support_size(void) { return (size_t)(aws_support_end - aws_support); }
