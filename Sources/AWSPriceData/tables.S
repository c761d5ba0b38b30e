// Made by `make prices`. Do not edit.
// instances.tsv has the SHA-256 576101b28ec1f5276e0e6159aec5b1f807e69663a5f7b7646113780a220efdb0.
// prices.tsv has the SHA-256 e412409b42042921c034ee1796d30d47fa9420bfb6f253e7e9334ff93f6c6528.
// billing.tsv has the SHA-256 6a1653bbb98b814df4cf65a3cd9a06cf66427583eab55f1d7682af9d101a2e19.
// support.tsv has the SHA-256 a4c8501afe52fd11f773bb1779efc628c9f18fc638a0eb39015a614ddd3abc4a.
#if defined(__APPLE__)
#define SYMBOL(name) _##name
    .section __TEXT,__const
#else
#define SYMBOL(name) name
    .section .rodata
#endif
    .globl SYMBOL(aws_instance_prices)
    .globl SYMBOL(aws_instance_prices_end)
SYMBOL(aws_instance_prices):
    .incbin "instances.tsv"
SYMBOL(aws_instance_prices_end):
    .byte 0
    .globl SYMBOL(aws_prices)
    .globl SYMBOL(aws_prices_end)
SYMBOL(aws_prices):
    .incbin "prices.tsv"
SYMBOL(aws_prices_end):
    .byte 0
    .globl SYMBOL(aws_billing)
    .globl SYMBOL(aws_billing_end)
SYMBOL(aws_billing):
    .incbin "billing.tsv"
SYMBOL(aws_billing_end):
    .byte 0
    .globl SYMBOL(aws_support)
    .globl SYMBOL(aws_support_end)
SYMBOL(aws_support):
    .incbin "support.tsv"
SYMBOL(aws_support_end):
    .byte 0
#if defined(__linux__)
    .section .note.GNU-stack, "", %progbits
#endif
