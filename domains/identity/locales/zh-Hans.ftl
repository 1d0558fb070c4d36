identity-password-changed = 你的密码已更改，其他设备都已退出登录。如果不是你本人操作，请用恢复码找回账户。
identity-recovered = 你的账户已用恢复码找回，其他设备都已退出登录。如果不是你本人操作，请更改密码并重新生成恢复码。
identity-codes-made = 已生成新的恢复码，旧的不再有效。如果不是你本人操作，请更改密码。
identity-token-made = 你的账户新建了一个程序访问令牌。如果不是你本人操作，请撤销令牌并更改密码。
identity-role-changed = 你在集市中的角色已变更，请重新登录。
