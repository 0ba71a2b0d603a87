# pragma version 0.4.3
"""
@title Mock: a collection of NFTs
@license GNU Affero General Public License v3.0 only
@notice As much of ERC-721 as moving one takes. It can call somebody in the middle of a transfer. For tests only.
"""


interface Receiver:
    def onERC721Received(
        operator: address, sender: address, token_id: uint256, data: Bytes[64]
    ) -> bytes4: nonpayable


MAX_DATA: constant(uint256) = 512

ownerOf: public(HashMap[uint256, address])  # token id => owner
target: public(address)
data: public(Bytes[MAX_DATA])
successes: public(uint256)


@external
def mint(to: address, token_id: uint256):
    self.ownerOf[token_id] = to


@external
def arm(target: address, data: Bytes[MAX_DATA]):
    """
    @notice Has every transfer call `target` with `data`.
    """
    self.target = target
    self.data = data


@external
def transferFrom(sender: address, to: address, token_id: uint256):
    self._move(sender, to, token_id)


@external
def safeTransferFrom(sender: address, to: address, token_id: uint256, data: Bytes[64] = b""):
    self._move(sender, to, token_id)
    if to.is_contract:
        magic: bytes4 = extcall Receiver(to).onERC721Received(msg.sender, sender, token_id, data)
        assert magic == method_id("onERC721Received(address,address,uint256,bytes)", output_type=bytes4), "nft: refused"


@internal
def _move(sender: address, to: address, token_id: uint256):
    assert self.ownerOf[token_id] == sender and msg.sender == sender, "nft: not the owner"
    if self.target != empty(address):
        success: bool = raw_call(self.target, self.data, revert_on_failure=False)
        if success:
            self.successes += 1
    self.ownerOf[token_id] = to
