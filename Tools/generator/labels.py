def files(model):
    return {}
