# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Invoices
@license GNU Affero General Public License v3.0 only
@notice Payments that are expected. `pay` with an invoice's reference counts towards it, whoever pays; a payment without
        one, or in another token, is revenue like any other. Two slots: {token: 160, due (unix seconds): 40} and
        {amount: 128, paid: 128}, in the token's smallest unit.
"""

from contracts.modules.shared import bits


event InvoiceIssued:
    reference: indexed(bytes32)
    token: indexed(address)
    amount: uint256
    due: uint256         # unix seconds; last moment to pay in time


event InvoiceWithdrawn:
    reference: indexed(bytes32)
    written_off: uint256


struct Invoice:
    token: address
    amount: uint256
    paid: uint256
    due: uint256         # unix seconds; 0 if there is no such invoice



_headers: HashMap[bytes32, uint256]  # reference => token | due << 160
_sums: HashMap[bytes32, uint256]     # reference => amount | paid << 128


@internal
def _issue(reference: bytes32, token: address, amount: uint256, due: uint256):
    assert reference != empty(bytes32), "escrow: no reference"
    assert amount != 0 and amount <= bits.MASK_128, "escrow: no amount"
    assert due > block.timestamp and due < 2**40, "escrow: due date has passed"
    assert self._headers[reference] == 0, "escrow: invoice exists"
    self._headers[reference] = convert(token, uint256) | (due << 160)
    self._sums[reference] = amount
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
        self._headers[reference] = 0
        self._sums[reference] = 0
    else:
        self._sums[reference] = invoice.paid | (invoice.paid << 128)
    log InvoiceWithdrawn(reference=reference, written_off=invoice.amount - invoice.paid)


@internal
def _count(reference: bytes32, token: address, received: uint256):
    """
    @notice Counts a payment towards its invoice, if there is one.
    """
    header: uint256 = self._headers[reference]
    if header != 0 and convert(header & bits.MASK_160, address) == token:
        sums: uint256 = self._sums[reference]
        paid: uint256 = min((sums >> 128) + min(received, bits.MASK_128), bits.MASK_128)
        self._sums[reference] = (sums & bits.MASK_128) | (paid << 128)


@internal
@view
def _load(reference: bytes32) -> Invoice:
    header: uint256 = self._headers[reference]
    sums: uint256 = self._sums[reference]
    return Invoice(
        token=convert(header & bits.MASK_160, address), amount=sums & bits.MASK_128, paid=sums >> 128, due=header >> 160
    )
