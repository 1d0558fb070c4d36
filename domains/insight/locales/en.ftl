# What somebody agrees to have counted.
counting-title = What is counted
counting-why = The market works the same whether you agree or not. Nothing is counted until you say so here, on this device.
counting-refused = Your browser asks sites not to follow you. That stands: nothing is counted, whatever is ticked here.
counting-analytics = Which pages are opened, in sums
counting-personalisation = What I look at, to choose what I am shown
counting-marketing = Whether what I was written was of use
counting-save = Save this choice
counting-none = Agree to nothing
counting-how = How it is counted
counting-day = Without an account your device has a name that is good for one day. Its key is destroyed, and tomorrow nobody can tell that you were here today.
counting-person = With an account you have a number by chance. One line links it to you; when you agree to nothing any more, that line is gone.
counting-sums = The operator sees sums, and no number of fewer than ten people.
counting-orders = Orders and money are known from the books, not from this.
counting-end = You can change this at any time. It counts from the next page on.
refusal-unknown_signal = This page tells of something that is not counted. Nothing was taken.
refusal-signals_full = More is happening than can be counted. Nothing of yours is lost but a count.
refusal-too_many_signals = At most 500 things fit into one request. Nothing was taken.
