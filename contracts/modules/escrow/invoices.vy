# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Invoices
@license GNU Affero General Public License v3.0 only
@notice Payments that are expected. `pay` with an invoice's reference counts towards it, whoever pays; a payment without
        one, or in another token, is revenue like any other. Two slots:

        header_word
            bits    0-159  token
            bits  160-199  due: unix seconds; last moment to pay in time

        sums_word
            bits    0-127  amount: in the token's smallest unit
            bits  128-255  paid
"""

from contracts.modules.shared import bits


event InvoiceIssued:
    reference: indexed(bytes32)   # of the invoice: a short text in UTF-8 padded with zeros, or the keccak-256 of a longer one
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; what is expected
    due: uint256   # unix seconds; last moment to pay in time


event InvoiceWithdrawn:
    reference: indexed(bytes32)   # of the invoice: a short text in UTF-8 padded with zeros, or the keccak-256 of a longer one
    written_off: uint256   # smallest unit of the token; what is expected no more


struct Invoice:
    token: address
    amount: uint256
    paid: uint256
    due: uint256         # unix seconds; 0 if there is no such invoice



_header_words: HashMap[bytes32, uint256]  # reference => header
_sums_words: HashMap[bytes32, uint256]    # reference => sums


@internal
def _issue(reference: bytes32, token: address, amount: uint256, due: uint256):
    assert reference != empty(bytes32), "escrow: no reference"
    assert amount != 0 and amount <= bits.MASK_128, "escrow: no amount"
    assert due > block.timestamp and due < 2**40, "escrow: due date has passed"
    assert self._header_words[reference] == 0, "escrow: invoice exists"
    self._header_words[reference] = convert(token, uint256) | (due << 160)
    self._sums_words[reference] = amount
    log InvoiceIssued(reference=reference, token=token, amount=amount, due=due)


@internal
def _withdraw(reference: bytes32):
    """
    @notice Expects no more for an invoice. One that was paid in part stays, for what was paid.
    """
    invoice: Invoice = self._load(reference)
    assert invoice.due != 0, "escrow: no such invoice"
    assert invoice.paid < invoice.amount, "escrow: invoice is paid"
    if invoice.paid == 0:
        self._header_words[reference] = 0
        self._sums_words[reference] = 0
    else:
        amount: uint256 = invoice.paid
        self._sums_words[reference] = amount | (invoice.paid << 128)
    log InvoiceWithdrawn(reference=reference, written_off=invoice.amount - invoice.paid)


@internal
def _count(reference: bytes32, token: address, received: uint256):
    """
    @notice Counts a payment towards its invoice, if there is one.
    """
    header_word: uint256 = self._header_words[reference]
    if header_word != 0 and convert(header_word & bits.MASK_160, address) == token:
        sums_word: uint256 = self._sums_words[reference]
        paid: uint256 = min((sums_word >> 128) + min(received, bits.MASK_128), bits.MASK_128)
        self._sums_words[reference] = (sums_word & bits.MASK_128) | (paid << 128)


@internal
@view
def _load(reference: bytes32) -> Invoice:
    header_word: uint256 = self._header_words[reference]
    sums_word: uint256 = self._sums_words[reference]
    return Invoice(
        token=convert(header_word & bits.MASK_160, address),
        amount=sums_word & bits.MASK_128,
        paid=sums_word >> 128,
        due=header_word >> 160,
    )
