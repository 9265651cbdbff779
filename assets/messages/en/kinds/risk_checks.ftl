### All that is said of risk_checks.

kind-risk-checks = Safety checks

column-checked-on = Checked on
column-signs = Signs of danger
column-signs-no = Asked: no
column-signs-unsaid = Asked: does not want to say
column-asked-of = Who is asked
column-own-view = Own view of the danger
column-suicide-steps = Where suicidal: done so far

choice-risk-sign-fears-for-life = Fears for her life
choice-risk-sign-threat-to-kill = Threats to kill
choice-risk-sign-weapon = Weapon
choice-risk-sign-strangled = Strangled
choice-risk-sign-injured = Injured
choice-risk-sign-sexual = Sexual violence
choice-risk-sign-worse = Worse or more often
choice-risk-sign-controlled = Controlled, locked in
choice-risk-sign-children = Children in danger
choice-risk-sign-pregnant = Pregnant, new mother
choice-risk-sign-suicidal = Suicidal
choice-risk-sign-substances = Perpetrator's addiction
choice-risk-sign-separation = Separation
choice-risk-sign-no-safe-place = No safe place
choice-risk-sign-sexual-recent = Sexual violence within 72 hours
choice-risk-sign-jealous = Violently jealous
choice-risk-sign-his-suicide = Perpetrator threatens suicide
choice-risk-sign-threat-to-children = Threats to harm the children
choice-risk-sign-stepchild = Stepchild in the home
choice-risk-sign-out-of-work = Perpetrator out of work
choice-risk-sign-avoided-police = Evaded the police
choice-risk-sign-weapon-near = Weapon within reach
choice-risk-sign-stalked = Stalked
choice-risk-sign-pregnancy-violence = Violence in pregnancy
choice-risk-sign-destroyed = Destroyed things, hurt animals
choice-risk-sign-reported-before = Reported before, went on
choice-risk-sign-with-perpetrator = With the perpetrator
choice-risk-sign-no-protector = Nobody protects the child
choice-risk-sign-care-withheld = Food or care withheld
choice-risk-sign-money-taken = Money or papers taken
choice-risk-sign-traffickers-near = Traffickers know the place
choice-risk-sign-debt = Held by debt

choice-asked-of-woman = Woman
choice-asked-of-man = Man
choice-asked-of-child = Child
choice-asked-of-elder = Elderly person
choice-asked-of-returnee = Trafficking returnee
choice-own-view-safe = Feels safe
choice-own-view-afraid = Afraid of new violence
choice-own-view-in-danger = Sees danger to life
choice-own-view-unsaid = Does not want to say
choice-suicide-step-not-alone = Somebody stays there
choice-suicide-step-means-away = Medicine, chemicals, knives put away
choice-suicide-step-trusted-told = A person of trust was told
choice-suicide-step-health-told = Health station or doctor told
choice-suicide-step-line-given = Number to call given
choice-suicide-step-taken-to-care = Taken to hospital

hint-risk-checks-signs = Ask alone, without the perpetrator near. What was not asked stays “Not asked”, which is not a no.
hint-risk-checks-suicide-steps = Only where somebody thinks of suicide.

ui-none-risk-checks = No safety check yet.
