### All that is said of services.

kind-services = Services

column-offered-on = Offered on
column-answer = Answer
column-received-on = Received on
column-ended-on = Ended on

ui-none-services = No service offered yet.
