export { allow, allowInShop, anyAccount, can, inPerson, judge, signedIn, type Subject } from './allow.ts'
export {
  accountIdOf,
  type AccountCaller,
  type ActedBy,
  type Caller,
  callerId,
  doerOf,
  type Grant,
  grantIn,
  type KeyCaller,
  type PlatformRole,
  type SharedDevice,
  type ShopRole,
} from './caller.ts'
export { handOf, refuseOtherHand } from './hand.ts'
export {
  GRID,
  type Permission,
  PERMISSIONS,
  permissionsOf,
  permissionsOfMember,
  platformHolds,
  type Scope,
} from './permissions.ts'
export {
  RIGHT_GROUPS,
  type Right,
  type RightGroup,
  rightOf,
  rightsBeyond,
  rightsIn,
  scopesOf,
  SHOP_PERMISSIONS,
  SHOP_RIGHTS,
  type ShopPermission,
  tidyRights,
} from './rights.ts'
