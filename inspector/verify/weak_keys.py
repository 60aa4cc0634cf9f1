"""Ed25519 public keys under which anybody can sign.

The curve is that of RFC 8032, section 5.1: ``-x² + y² = 1 + d x² y²`` over the integers modulo
2**255 - 19. Eight of its points have an order that divides 8. With one of them as the public key,
the equation that a signature must satisfy says little or nothing of the message.
"""

_PRIME = 2**255 - 19
_D = -121665 * pow(121666, -1, _PRIME) % _PRIME
_SIGN = 1 << 255


def is_weak_key(raw: bytes) -> bool:
    """Whether the 32 bytes encode a point of small order, or are a second spelling of a point.

    The top bit, which chooses between x and -x, does not matter: both have the same order. RFC
    8032, section 5.1.3, refuses a y of the prime or more; every such y stands for another one.
    """
    y = int.from_bytes(raw, "little") % _SIGN
    # Order 1 and 2: x = 0, so y = ±1. Order 4: twice the point is (0, -1), so y = 0. Order 8:
    # twice the point has y = 0, which makes x² = -y² in the doubling formula; with that, the
    # equation of the curve is the one below.
    return (
        y >= _PRIME or y in (0, 1, _PRIME - 1) or (_D * pow(y, 4, _PRIME) + 2 * y * y) % _PRIME == 1
    )
