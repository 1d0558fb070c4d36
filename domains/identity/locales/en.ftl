identity-password-changed = Your password was changed, and every other device was signed out. If that was not you, recover your account with a recovery code.
identity-recovered = Your account was recovered with a recovery code, and every other device was signed out. If that was not you, change your password and make new codes.
identity-codes-made = New recovery codes were made. The old ones no longer work. If that was not you, change your password.
identity-token-made = A new token for programs was made for your account. If that was not you, take it back and change your password.
identity-role-changed = Your role on this market has changed. Sign in again.
