# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Mandates
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership for what somebody may do in its name without a vote, within a limit.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.promises import holders
from contracts.modules.partnership.promises import limits
from contracts.modules.partnership.promises import mandate_use
from contracts.modules.partnership.promises import mandates
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import consents
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import total_weight
from contracts.modules.partnership.voting import voting
from contracts.modules.shared import signature as signatures
from snekmate.utils import eip712_domain_separator as eip712


initializes: partnership_storage
# This one has no storage.
initializes: mandate_use[
    actions := actions,
    docket := docket,
    holders := holders,
    limits := limits,
    mandates := mandates,
    seats := seats,
    total_weight := total_weight,
    voting := voting,
]
uses: consents
uses: eip712
uses: mandates
uses: proposals


_ACT_TYPEHASH: constant(bytes32) = keccak256(
    "Act(uint256 mandate,address holder,address target,uint256 value,bytes data,uint256 nonce,uint256 deadline)"
)


@deploy
def __init__():
    partnership_storage.__init__()


@external
@payable
@reentrant  # does nothing
def __default__():
    """
    @notice Refuses what is no function of a Partnership.
    """
    raise "partnership: no such function"


# --- the partnership itself, by vote or in its founding config ---


@external
@reentrant  # only this contract can call it, and only from within execute or its founding
def give_mandate(mandate: types.Mandate, arguments: DynArray[bytes32, mandates.MAX_ARGUMENTS]) -> uint256:
    """
    @notice Lets an account, or the partners with a role, do one kind of call without a vote; see mandates.vy.
    @param arguments First arguments that it is for (of plain payments: who may be paid, as 32 bytes); none where it is for any.
    @return The number of the mandate.
    """
    assert msg.sender == self, "partnership: only by vote"
    given_class: uint256 = rules.CONSTITUTIONAL
    running: uint256 = consents._executed_now()
    if running != 0:
        proposal: proposals.Proposal = proposals._load(running)
        given_class = proposal.decision_class
        if proposal.everyday:
            given_class = rules.EVERYDAY
    return mandates._give(mandate, arguments, given_class)


@external
@reentrant  # only this contract can call it, and only from within execute
def revoke_mandate(target: address, selector: bytes4, number: uint256):
    """
    @notice Takes a mandate back, at once.
    @param target Of its calls; with `selector` it says which class decides on this.
    """
    assert msg.sender == self, "partnership: only by vote"
    mandates._revoke(target, selector, number)


# --- who holds it ---


@external
def act(number: uint256, target: address, amount: uint256, data: Bytes[actions.MAX_CALLDATA]):
    """
    @notice Does what a mandate of the caller allows. Reverts for what is reserved, above its limit, paid to the caller, for a
            stricter class to decide, and once winding up has begun; if the call fails, with its reason.
    @param amount Wei that go along.
    """
    mandate_use._act(number, msg.sender, target, amount, data)


@external
def resign_mandate(number: uint256):
    """
    @notice Gives a mandate of the caller up.
    """
    mandates._resign(number, msg.sender)


# --- anyone, with the holder's signature ---


@external
def act_by_sig(
    number: uint256,
    holder: address,
    target: address,
    amount: uint256,
    data: Bytes[actions.MAX_CALLDATA],
    deadline: uint256,
    signature: Bytes[signatures.MAX_SIGNATURE],
):
    """
    @notice The same for `holder`, who signed Act(mandate, holder, target, value, data, nonce, deadline), with the nonce that
            `mandate_of` shows.
    @param deadline Unix seconds; last moment it may be relayed.
    """
    assert block.timestamp <= deadline, "mandates: signature expired"
    nonce: uint256 = mandates._use_nonce(number)
    digest: bytes32 = eip712._hash_typed_data_v4(
        keccak256(abi_encode(_ACT_TYPEHASH, number, holder, target, amount, keccak256(data), nonce, deadline))
    )
    assert signatures._is_signed_by(holder, digest, signature), "mandates: invalid signature"
    mandate_use._act(number, holder, target, amount, data)


# --- steering seats ---


@external
def pause_mandate(number: uint256):
    """
    @notice Keeps a mandate from being used for 14 days; each once.
    """
    mandates._pause(number, msg.sender)
