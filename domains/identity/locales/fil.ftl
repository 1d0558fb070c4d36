identity-password-changed = Napalitan ang password mo at na-sign out ang lahat ng ibang device. Kung hindi ikaw iyon, bawiin ang account mo gamit ang recovery code.
identity-recovered = Nabawi ang account mo gamit ang recovery code at na-sign out ang lahat ng ibang device. Kung hindi ikaw iyon, palitan ang password mo at gumawa ng mga bagong code.
identity-codes-made = May mga bagong recovery code na. Hindi na gagana ang mga luma. Kung hindi ikaw iyon, palitan ang password mo.
identity-token-made = May bagong token para sa mga programa ang account mo. Kung hindi ikaw iyon, bawiin ang token at palitan ang password mo.
identity-role-changed = Nagbago ang tungkulin mo sa pamilihang ito. Mag-sign in muli.
